/** A raw client: writes bytes to a port and records what comes back, so that a test sees exactly what a fault writes. */
import * as Effect from "effect/Effect"
import { connect, type Socket } from "node:net"
import { connect as connectTls, type ConnectionOptions } from "node:tls"

export interface Heard {
  readonly text: string
  readonly end: "fin" | "rst" | "open"
}

export const request = "GET /v1/messages/m1 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer k\r\n\r\n"

/** Sends bytes and reads until the other side ends the connection, or until `enough` matches what was read, as Latin-1. */
export const send = (url: string, bytes: string, enough?: RegExp, tls?: ConnectionOptions): Effect.Effect<Heard> =>
  Effect.async((resume) => {
    const { hostname, port } = new URL(url)
    const socket: Socket =
      tls === undefined ? connect(Number(port), hostname) : connectTls({ ...tls, host: hostname, port: Number(port) })
    let text = ""
    const finish = (end: Heard["end"]) => {
      resume(Effect.succeed({ text, end }))
      socket.destroy()
    }
    socket.on("data", (data) => {
      text += data.toString("latin1")
      if (enough?.test(text)) finish("open")
    })
    socket.on("end", () => finish("fin"))
    socket.on("error", () => finish("rst"))
    socket.write(bytes)
    return Effect.sync(() => socket.destroy())
  })
