/** Honcho's SDK, with the HTTP client that it exposes, because its own `getMessage` requests the workspace first. */
import { Honcho } from "@honcho-ai/sdk"
import { body, path } from "./Message.js"

export default ({ key, retries, timeoutMs, url }) => {
  const { http } = new Honcho({
    apiKey: key,
    baseURL: url,
    workspaceId: "w1",
    timeout: timeoutMs,
    maxRetries: retries
  })
  return { get: () => http.get(path), post: () => http.post(path, { body }) }
}
