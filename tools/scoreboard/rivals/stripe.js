/** Stripe's SDK, with its raw requests. It sends an idempotency key with each post, and its retries of posts rely on it. */
import Stripe from "stripe"
import { body, path } from "./Message.js"

export default ({ key, retries, timeoutMs, url }) => {
  const { hostname, port, protocol } = new URL(url)
  const client = new Stripe(key, {
    host: hostname,
    port: port === "" ? 443 : Number(port),
    protocol: protocol.slice(0, -1),
    timeout: timeoutMs,
    maxNetworkRetries: retries,
    telemetry: false
  })
  return { get: () => client.rawRequest("GET", path), post: () => client.rawRequest("POST", path, body) }
}
