/** Requests that are made to hurt the server: how long `/healthz` waits beside them, and how much memory they take. */
import { request } from "node:http"
import { connect } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import type { Row } from "./BenchmarkTable.js"
import * as MeasuredProcess from "./MeasuredProcess.js"
import * as Project from "./Project.js"

const port = 19_120

/** What the server must keep to: milliseconds for `/healthz`, and megabytes. */
const limits = { wait: 200, memory: 500 }

/** Each round lasts five seconds. */
export const run = async (rounds: number): Promise<ReadonlyArray<Row>> => {
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
    waits.push(await health())
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
const health = (): Promise<number> => {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path: "/healthz" }, (response) =>
      response.resume().on("end", () => resolve(performance.now() - start))
    )
      .on("error", reject)
      .end()
  })
}
