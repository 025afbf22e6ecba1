// Bare node:http and undici. Usage: node node.js <port> <upstream>
import { createServer } from "node:http"
import { make } from "./UndiciRead.js"

const [, , port, upstream] = process.argv
const read = make(upstream)
const prefix = "/v1/messages/"

const send = (response, status, value) => {
  const body = Buffer.from(JSON.stringify(value))
  response.writeHead(status, { "content-type": "application/json", "content-length": body.length })
  response.end(body)
}

createServer((request, response) => {
  if (!request.url.startsWith(prefix)) return send(response, 200, {})
  read(decodeURIComponent(request.url.slice(prefix.length))).then(
    (message) => send(response, 200, message),
    (error) => send(response, 502, { error: String(error) })
  )
}).listen(Number(port), "127.0.0.1")
