/** Anthropic's SDK, with its `get` and `post` for any path. */
import Anthropic from "@anthropic-ai/sdk"
import { body, path } from "./Message.js"

export default ({ key, retries, timeoutMs, url }) => {
  const client = new Anthropic({ apiKey: key, baseURL: url, maxRetries: retries, timeout: timeoutMs })
  return { get: () => client.get(path), post: () => client.post(path, { body }) }
}
