// Reads a message with undici and maps the provider's JSON to the canonical message.
import { Pool } from "undici"
import { canonical, headers, target } from "./Canonical.js"

export const make = (upstream) => {
  const pool = new Pool(upstream, { connections: 64 })
  return async (ref) => {
    const wanted = target(ref)
    const { body, statusCode } = await pool.request({ path: wanted.path, method: "GET", headers })
    const text = await body.text()
    if (statusCode !== 200) throw new Error(`the provider answers ${statusCode}`)
    return canonical(wanted, JSON.parse(text))
  }
}
