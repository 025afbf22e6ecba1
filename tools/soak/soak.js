// Runs the server at a steady rate in front of providers that fail one of twenty requests, and watches its memory and file descriptors.
// One request in fifty is a post with its own idempotency key.
// Usage: npm run soak -- [minutes] [requests per second]. Needs Linux (/proc) and a build; prints its figures to standard output.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readdirSync, readFileSync } from "node:fs"
import { Agent, createServer, request } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { performance } from "node:perf_hooks"
import { setTimeout as sleep } from "node:timers/promises"

const [minutes = 10, rate = 100] = process.argv.slice(2).map(Number)
const root = join(import.meta.dirname, "../..")
const port = 18_787

/** One request in twenty gets a fault; `upstream` counts the requests. */
const faults = [
  (response) => response.writeHead(503, { "retry-after": "0" }).end(),
  (response) => response.destroy(),
  (response) => response.writeHead(500).end("<html>"),
  (response) => response.writeHead(200, { "content-length": "1000" }).write("{", () => response.destroy()),
  (response) => response.writeHead(200).end('{"content":'),
  (response) => response.writeHead(429).end()
]
let upstream = 0
const provider = createServer((incoming, response) => {
  incoming.resume()
  upstream += 1
  if (upstream % 20 === 0) return faults[(upstream / 20) % faults.length](response)
  const id = decodeURIComponent(incoming.url.split("/").at(-1))
  const message = { id, content: "x".repeat(2000), conversation_id: "c", peer_id: "p", parts: [], metadata: {} }
  const body = incoming.url.startsWith("/api/v0/") ? { id, content: [{ type: "text", text: "hi" }] } : message
  const answer = incoming.method === "POST" ? { messageId: `m${upstream}`, status: "pending" } : body
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer))
}).listen(0, "127.0.0.1")
await once(provider, "listening")
const url = `http://127.0.0.1:${provider.address().port}`

const server = spawn(process.execPath, [join(root, "apps/server/bin/messages-server.js")], {
  env: {
    PATH: process.env.PATH,
    MESSAGES_PORT: String(port),
    MESSAGES_STORE: join(mkdtempSync(join(tmpdir(), "messages-soak-")), "posts.db"),
    FACTORY_API_KEY: "k",
    FACTORY_API_URL: url,
    MIELTO_API_KEY: "k",
    MIELTO_API_URL: url,
    HONCHO_URL: url,
    VERYFRONT_API_TOKEN: "k",
    VERYFRONT_API_URL: url
  },
  stdio: ["ignore", "ignore", "ignore"]
})
process.on("exit", () => server.kill("SIGKILL"))

const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const statuses = new Map()
const times = []

const ask = (path, body, key) =>
  new Promise((resolve) => {
    const start = performance.now()
    const done = (status) => {
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      times.push(performance.now() - start)
      resolve(status)
    }
    const headers = body === undefined ? {} : { "content-type": "application/json", "idempotency-key": `"${key}"` }
    request(
      { port, host: "127.0.0.1", path, agent, method: body === undefined ? "GET" : "POST", headers },
      (answer) => {
        answer
          .resume()
          .on("end", () => done(answer.statusCode))
          .on("error", () => done("cut"))
      }
    )
      .on("error", ({ code }) => done(code))
      .end(body)
  })

const paths = ["factory:s%2F", "mielto:", "honcho:w%2Fs%2F", "veryfront:c%2F"]
const next = (n) =>
  n % 50 === 0
    ? ask("/v1/messages", JSON.stringify({ conversation: "factory:s", text: "hi" }), `post-${n}`)
    : ask(`/v1/messages/${paths[n % 4]}m${n}`)

const status = () => readFileSync(`/proc/${server.pid}/status`, "utf8")
const sample = () => ({
  rss: Number(/VmRSS:\s+(\d+)/.exec(status())[1]) / 1024,
  descriptors: readdirSync(`/proc/${server.pid}/fd`).length
})

const percentile = (share) => {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}

/** The lowest value of each half: the memory right after a garbage collection, which grows if something leaks. */
const lows = (values) => {
  const half = Math.ceil(values.length / 2)
  return [values.slice(0, half), values.slice(half)].map((part) => Math.min(...part).toFixed(1)).join(" then ")
}

while ((await ask("/readyz")) !== 200) await sleep(100)
statuses.clear()
times.length = 0

const samples = []
const begin = performance.now()
let sent = 0
console.log("minute  requests  rss MB  descriptors  p50 ms  p99 ms")
while (performance.now() - begin < minutes * 60_000) {
  const due = Math.floor(((performance.now() - begin) / 1000) * rate)
  while (sent < due) next(sent++)
  if (performance.now() - begin > samples.length * 10_000) {
    samples.push(sample())
    const { descriptors, rss } = samples.at(-1)
    if (samples.length % 6 === 1)
      console.log(
        [
          (samples.length - 1) / 6,
          sent,
          rss.toFixed(1),
          descriptors,
          percentile(0.5)?.toFixed(1),
          percentile(0.99)?.toFixed(1)
        ].join("\t")
      )
  }
  await sleep(5)
}
await sleep(2000)
// The first fifth is the warm-up of the heap.
const steady = samples.slice(Math.ceil(samples.length / 5))
console.log(
  `answers by status: ${JSON.stringify(Object.fromEntries(statuses))}; requests to the providers: ${upstream}`
)
console.log(`lowest memory after warm-up, by half: ${lows(steady.map(({ rss }) => rss))} MB`)
console.log(`fewest descriptors after warm-up, by half: ${lows(steady.map(({ descriptors }) => descriptors))}`)
server.kill("SIGTERM")
const [code] = await once(server, "exit")
console.log(`the server stopped with ${code}`)
process.exit(code)
