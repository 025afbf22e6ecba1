/** OpenAI's SDK, by the `get` and `post` that it offers for any path. */
import OpenAI from "openai"
import { body, path } from "./Message.js"

export default ({ key, retries, timeoutMs, url }) => {
  const client = new OpenAI({ apiKey: key, baseURL: url, maxRetries: retries, timeout: timeoutMs })
  return { get: () => client.get(path), post: () => client.post(path, { body }) }
}
