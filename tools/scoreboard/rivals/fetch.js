/** Node's own fetch as it is usually used; it does not retry. */
/* global AbortSignal, fetch */
import { body, path } from "./Message.js"

export default ({ key, timeoutMs, url }) => {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" }
  const send = async (init) => {
    const response = await fetch(url + path, { headers, signal: AbortSignal.timeout(timeoutMs), ...init })
    if (!response.ok) throw Object.assign(new Error(`HTTP ${response.status}`), { status: response.status })
    return response.json()
  }
  return { get: () => send({}), post: () => send({ method: "POST", body: JSON.stringify(body) }) }
}
