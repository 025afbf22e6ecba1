/** ky, whose timeout ends with the headers of a response. */
import ky from "ky"
import { body, path } from "./Message.js"

export default ({ key, retries, timeoutMs, url }) => {
  const client = ky.create({
    prefixUrl: url,
    headers: { authorization: `Bearer ${key}` },
    timeout: timeoutMs,
    retry: { limit: retries }
  })
  const below = path.slice(1)
  return { get: () => client.get(below).json(), post: () => client.post(below, { json: body }).json() }
}
