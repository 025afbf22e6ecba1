// Hono and fetch. Usage: node hono.js <port> <upstream>
/* global fetch */
import { serve } from "@hono/node-server"
import { Hono } from "hono"
import { canonical, headers, target } from "./Canonical.js"

const [, , port, upstream] = process.argv
const app = new Hono()
app.get("/healthz", (context) => context.json({}))
app.get("/v1/messages/:ref", async (context) => {
  const wanted = target(context.req.param("ref"))
  const response = await fetch(upstream + wanted.path, { headers })
  if (response.status !== 200) throw new Error(`the provider answers ${response.status}`)
  return context.json(canonical(wanted, await response.json()))
})
serve({ fetch: app.fetch, port: Number(port), hostname: "127.0.0.1" })
