/** A server on loopback: a test scripts every byte that it sends, and it records what it receives. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import { once } from "node:events"
import { createServer, type AddressInfo, type Socket } from "node:net"

/** What to do with a connection when the head of a request has arrived; `count` is the number of earlier requests. */
export type Script = (socket: Socket, count: number) => void

export interface Loopback {
  readonly url: string
  /** The heads of all requests. */
  readonly heads: ReadonlyArray<string>
  readonly connections: () => number
  /** Resolves when either side has closed the first connection. */
  readonly closed: Effect.Effect<unknown>
  /** Resolves when the first request has arrived. */
  readonly asked: Effect.Effect<unknown>
}

/** Takes requests without a body or with a small one: it does not wait for the end of a body. */
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

/** The bytes of a successful response with its length, on a connection that stays open. */
export const answer = (body: string | Uint8Array, head = ""): Buffer =>
  Buffer.concat([
    Buffer.from(
      `HTTP/1.1 200 OK\r\n${head}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`
    ),
    Buffer.from(body)
  ])

const portOf = (address: string | AddressInfo | null): number =>
  typeof address === "object" && address !== null ? address.port : 0
