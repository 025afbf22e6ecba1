import { assert, describe, it } from "@effect/vitest"
import { HttpExchange } from "@org/messages-transport"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { spawn } from "node:child_process"
import { createServer } from "node:http"
import { type AddressInfo, connect } from "node:net"
import * as Connections from "../src/Connections.js"

const get = (port: number) =>
  HttpExchange.HttpExchange.pipe(
    Effect.flatMap(({ send }) =>
      send(
        { method: "GET", origin: `http://127.0.0.1:${port}`, path: "/", headers: {}, body: undefined },
        () => Either.right({ maximumBytes: 100 }),
        10_000
      )
    ),
    Effect.map(({ body }) => new TextDecoder().decode(body)),
    Effect.provide(Connections.layer)
  )

/** Answers with a header of `bytes` bytes. */
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

/** A process that listens and accepts nothing. When its queue is full, the kernel drops further connections. */
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
  it.scopedLive("accept a response with many headers, up to a limit", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* get((yield* answering(12_000)).port), "ok")
      const { cause } = yield* Effect.flip(get((yield* answering(20_000)).port))
      assert.strictEqual(cause, "UND_ERR_HEADERS_OVERFLOW")
    })
  )

  it.scopedLive(
    "give up on a host that does not take them",
    () =>
      Effect.gen(function* () {
        const { port } = yield* deaf
        const [waited, { cause }] = yield* Effect.timed(Effect.flip(get(port)))
        assert.strictEqual(cause, "UND_ERR_CONNECT_TIMEOUT")
        // The timer of undici ticks about twice a second, and its own limit would be ten seconds.
        assert.isTrue(
          Duration.between(waited, { minimum: "2400 millis", maximum: "9 seconds" }),
          Duration.format(waited)
        )
      }),
    20_000
  )
})
