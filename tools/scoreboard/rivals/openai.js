/** OpenAI's SDK, with its `get` and `post` for any path. */
import OpenAI from "openai"
import { body, path } from "./Message.js"

export default ({ key, retries, timeoutMs, url }) => {
  const client = new OpenAI({ apiKey: key, baseURL: url, maxRetries: retries, timeout: timeoutMs })
  return { get: () => client.get(path), post: () => client.post(path, { body }) }
}
