/** got, with its timeout for a request, which starts again for a retry. */
import got from "got"
import { body, path } from "./Message.js"

export default ({ key, retries, timeoutMs, url }) => {
  const client = got.extend({
    prefixUrl: url,
    headers: { authorization: `Bearer ${key}` },
    timeout: { request: timeoutMs },
    retry: { limit: retries }
  })
  const below = path.slice(1)
  return { get: () => client.get(below).json(), post: () => client.post(below, { json: body }).json() }
}
