// fastify and undici. Usage: node fastify.js <port> <upstream>
import fastify from "fastify"
import { make } from "./UndiciRead.js"

const [, , port, upstream] = process.argv
const read = make(upstream)
const app = fastify({ routerOptions: { maxParamLength: 500 } })
app.get("/healthz", async () => ({}))
app.get("/v1/messages/:ref", (request) => read(request.params.ref))
await app.listen({ port: Number(port), host: "127.0.0.1" })
