/** Requests that are made to hurt the server: how long `/healthz` waits beside them, and how much memory they take. */
import { request } from "node:http"
import { connect } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import type { Row } from "../measurement/BenchmarkTable.js"
import * as HostileAnswers from "./HostileAnswers.js"
import * as LongestSteps from "./LongestSteps.js"
import * as MeasuredProcess from "../measurement/MeasuredProcess.js"
import * as Project from "../measurement/Project.js"
import { median } from "../measurement/Rounds.js"

const port = 19_120

/** What the server must keep to: milliseconds for `/healthz`, and megabytes. */
const limits = { wait: 200, memory: 500 }

export const run = async (rounds: number): Promise<ReadonlyArray<Row>> => [
  ...(await besideOneByteChunks(rounds)),
  ...(await besideLargeAnswers(rounds)),
  ...(await LongestSteps.run(rounds))
]

/**
 * The most CPU time that the server takes between a request for `/healthz` and its response, while it reads, maps and prints an answer: how
 * long the request would wait on a machine without other work.
 */
const besideLargeAnswers = async (rounds: number): Promise<ReadonlyArray<Row>> => {
  const [standInPort, port] = [19_121, 19_122]
  const standIn = await MeasuredProcess.start(
    { args: [Project.provider, String(standInPort), "hostile"], port: standInPort, health: "/healthz" },
    Project.log("hostile-provider")
  )
  const url = `http://127.0.0.1:${standInPort}`
  const server = await MeasuredProcess.start(
    {
      args: [Project.server],
      port,
      health: "/healthz",
      env: {
        MESSAGES_PORT: String(port),
        MESSAGES_STORE: ":memory:",
        VERYFRONT_API_TOKEN: "key",
        VERYFRONT_API_URL: url,
        MIELTO_API_KEY: "key",
        MIELTO_API_URL: url,
        FACTORY_API_KEY: "key",
        FACTORY_API_URL: url
      }
    },
    Project.log("hostile-answers")
  )
  const rows: Array<Row> = []
  const measure = async (what: string, path: string, init: RequestInit, status: number) => {
    const longest: Array<number> = []
    for (let round = 0; round < rounds; round++) longest.push(await longestWait(server, port, path, init, status))
    rows.push({
      what: `/healthz beside ${what}`,
      ours: median(longest),
      rival: limits.wait,
      against: "limit",
      unit: "ms",
      bar: 1
    })
  }
  for (const { ref, what } of HostileAnswers.answers)
    await measure(`an answer: ${what}`, `/v1/messages/${encodeURIComponent(ref)}`, {}, 200)
  const headers = { "content-type": "application/json" }
  // The simulated provider has no such session; by then the post was read and sent.
  await measure("a post with 20 MB of images", "/v1/messages", { method: "POST", headers, body: images() }, 404)
  await server.stop()
  await standIn.stop()
  return rows
}

/** A post within every limit of Factory's: five images. */
const images = (): string => {
  const data = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(3_900_000)]).toString("base64")
  const image = { type: "file", mediaType: "image/png", data }
  return JSON.stringify({ conversation: "factory:s1", text: "hello", images: Array.from({ length: 5 }, () => image) })
}

const longestWait = async (
  { cpu }: MeasuredProcess.MeasuredProcess,
  port: number,
  path: string,
  init: RequestInit,
  status: number
): Promise<number> => {
  let isDone = false
  let longest = 0
  const message = fetch(`http://127.0.0.1:${port}${path}`, init).then(async (response) => {
    // The body is not parsed: it would keep this process from asking.
    await response.arrayBuffer()
    isDone = true
    if (response.status !== status) throw new Error(`${path} answers ${response.status}`)
  })
  while (!isDone) {
    const before = cpu()
    await health(port)
    longest = Math.max(longest, (cpu() - before) / 1_000)
  }
  await message
  return longest
}

/** Each round lasts five seconds. */
const besideOneByteChunks = async (rounds: number): Promise<ReadonlyArray<Row>> => {
  const server = await MeasuredProcess.start(
    {
      args: [Project.server, "--sandbox"],
      port,
      health: "/healthz",
      env: { MESSAGES_PORT: String(port), MESSAGES_LOG_LEVEL: "info" }
    },
    Project.log("hostile")
  )
  const connections = Array.from({ length: 64 }, oneByteChunks)
  const waits: Array<number> = []
  let memory = 0
  const end = performance.now() + rounds * 5_000
  while (performance.now() < end) {
    waits.push(await health(port))
    memory = Math.max(memory, server.memory())
    await sleep(20)
  }
  for (const connection of connections) connection.destroy()
  await server.stop()
  const sorted = waits.toSorted((a, b) => a - b)
  const wait = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
  const row = { rival: limits.wait, against: "limit", unit: "ms", bar: 1 } as const
  return [
    { ...row, what: "/healthz beside 64 bodies of one-byte chunks, median", ours: wait(0.5) },
    { ...row, what: "/healthz beside 64 bodies of one-byte chunks, 99 %", ours: wait(0.99) },
    { ...row, what: "memory with 64 bodies of one-byte chunks", ours: memory, rival: limits.memory, unit: "MB" }
  ]
}

/** A post whose body never ends, as fast as the server takes it. */
const oneByteChunks = () => {
  const piece = Buffer.from("1\r\nx\r\n".repeat(10_000))
  const socket = connect(port, "127.0.0.1")
  const send = () => {
    while (!socket.destroyed && socket.write(piece));
  }
  socket.on("error", () => socket.destroy()).on("data", () => undefined)
  socket.write(
    "POST /v1/messages HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
  )
  return socket.on("drain", send).on("connect", send)
}

/** How long one answer takes, in milliseconds. */
const health = (port: number): Promise<number> => {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path: "/healthz" }, (response) =>
      response.resume().on("end", () => resolve(performance.now() - start))
    )
      .on("error", reject)
      .end()
  })
}
