/** A server on loopback that a test scripts down to its bytes, and what it saw. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import { once } from "node:events"
import { createServer, type AddressInfo, type Socket } from "node:net"

/** What to do with a connection once the head of a request has come: `count` tells how many requests came before it. */
export type Script = (socket: Socket, count: number) => void

export interface Loopback {
  readonly url: string
  /** The heads of all requests. */
  readonly heads: ReadonlyArray<string>
  readonly connections: () => number
  /** Resolves when the first connection is closed, by whichever side. */
  readonly closed: Effect.Effect<unknown>
  /** Resolves when the first request has come. */
  readonly asked: Effect.Effect<unknown>
}

/** A request without a body, or with a small one: its end is not looked for. */
export const make = (script: Script) =>
  Effect.gen(function* () {
    const heads: Array<string> = []
    let connections = 0
    const closed = yield* Deferred.make<unknown>()
    const asked = yield* Deferred.make<unknown>()
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      connections++
      sockets.add(socket)
      socket.on("error", () => undefined)
      socket.on("close", () => {
        sockets.delete(socket)
        Deferred.unsafeDone(closed, Effect.void)
      })
      socket.on("data", (chunk) => {
        const head = chunk.toString("latin1")
        if (!/^[A-Z]+ \//.test(head)) return
        heads.push(head)
        Deferred.unsafeDone(asked, Effect.void)
        script(socket, heads.length - 1)
      })
    })
    server.listen(0, "127.0.0.1")
    yield* Effect.acquireRelease(
      Effect.promise(() => once(server, "listening")),
      () =>
        Effect.promise(async () => {
          for (const socket of sockets) socket.destroy()
          server.close()
          await once(server, "close")
        })
    )
    return {
      url: `http://127.0.0.1:${portOf(server.address())}`,
      heads,
      connections: () => connections,
      closed: Deferred.await(closed),
      asked: Deferred.await(asked)
    } satisfies Loopback
  })

/** The text of an answer with its length, kept alive. */
export const answer = (body: string | Uint8Array, head = ""): Buffer =>
  Buffer.concat([
    Buffer.from(
      `HTTP/1.1 200 OK\r\n${head}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`
    ),
    Buffer.from(body)
  ])

const portOf = (address: string | AddressInfo | null): number =>
  typeof address === "object" && address !== null ? address.port : 0
