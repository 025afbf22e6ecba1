/** ky. Its timeout is for all attempts together, so it gets the deadline that the others have by theirs. */
import ky from "ky"
import { body, path } from "./Message.js"

export default ({ key, retries, timeoutMs, url }) => {
  const client = ky.create({
    prefixUrl: url,
    headers: { authorization: `Bearer ${key}` },
    timeout: timeoutMs * 4,
    retry: { limit: retries }
  })
  const below = path.slice(1)
  return { get: () => client.get(below).json(), post: () => client.post(below, { json: body }).json() }
}
