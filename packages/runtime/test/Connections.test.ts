import { assert, describe, it } from "@effect/vitest"
import * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import { createServer } from "node:http"
import { type AddressInfo, connect } from "node:net"
import * as Connections from "../src/Connections.js"

const get = (port: number) =>
  Effect.scoped(Effect.flatMap(HttpClient.get(`http://127.0.0.1:${port}`), ({ text }) => text)).pipe(
    Effect.provide(Connections.layer)
  )

/** Answers with a header of so many bytes. */
const answering = (bytes: number) =>
  Effect.acquireRelease(
    Effect.async<{ port: number; close: () => void }>((resume) => {
      const server = createServer((_, response) => response.setHeader("x", "x".repeat(bytes)).end("ok"))
      server.listen(0, "127.0.0.1", () => {
        const { port } = server.address() as AddressInfo
        resume(Effect.succeed({ port, close: () => void server.close().closeAllConnections() }))
      })
    }),
    ({ close }) => Effect.sync(close)
  )

/** A process that listens, and accepts nothing: when its queue is full, the kernel drops what knocks. */
const deaf = Effect.acquireRelease(
  Effect.async<{ port: number; close: () => void }>((resume) => {
    const program = `
      const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
        require("node:fs").writeSync(1, String(server.address().port))
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
      })`
    const child = spawn(process.execPath, ["-e", program])
    child.stdout.once("data", (port: Buffer) => {
      const queue = Array.from({ length: 4 }, () => connect(Number(port), "127.0.0.1").on("error", () => {}))
      const close = () => {
        child.kill("SIGKILL")
        for (const socket of queue) socket.destroy()
      }
      queue[0]?.once("connect", () =>
        queue[1]?.once("connect", () => resume(Effect.succeed({ port: Number(port), close })))
      )
    })
  }),
  ({ close }) => Effect.sync(close)
)

describe("the connections to providers", () => {
  it.scopedLive("take an answer with many headers, and not any number of them", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* get((yield* answering(12_000)).port), "ok")
      const { cause } = yield* Effect.flip(get((yield* answering(20_000)).port))
      assert.deepInclude(cause, { code: "UND_ERR_HEADERS_OVERFLOW" })
    })
  )

  it.scopedLive(
    "give up on a host that does not take them",
    () =>
      Effect.gen(function* () {
        const { port } = yield* deaf
        const { cause } = yield* Effect.flip(get(port))
        assert.deepInclude(cause, { code: "UND_ERR_CONNECT_TIMEOUT" })
        assert.include(String(cause), "3000ms")
      }),
    20_000
  )
})
