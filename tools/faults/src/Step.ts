/** The steps that a broken server performs on a connection, one after the other. */
import type { Socket } from "node:net"

export type Step =
  | { readonly kind: "write"; readonly bytes: Uint8Array }
  | { readonly kind: "drip"; readonly bytes: Uint8Array; readonly everyMs: number }
  | { readonly kind: "flood"; readonly bytes: Uint8Array; readonly times: number }
  | { readonly kind: "hold" }
  | { readonly kind: "end" }
  | { readonly kind: "reset" }

/** Writes a text as Latin-1, so that a text can contain any byte. */
export const write = (text: string | Uint8Array): Step => ({ kind: "write", bytes: bytes(text) })

/** Writes the same bytes again and again, without end. */
export const drip = (text: string, everyMs: number): Step => ({ kind: "drip", bytes: bytes(text), everyMs })

/** Writes the same bytes many times, as fast as the client reads them. */
export const flood = (text: string, times: number): Step => ({ kind: "flood", bytes: bytes(text), times })

/** Writes nothing more, and keeps the connection open. */
export const hold: Step = { kind: "hold" }

/** Ends the connection (FIN). */
export const end: Step = { kind: "end" }

/** Resets the connection (RST), after the client had time to read what was written, because an RST overtakes it. */
export const reset: Step = { kind: "reset" }

/** Resolves when the steps are done or the socket is closed, whichever comes first. */
export const play = async (socket: Socket, steps: Iterable<Step>): Promise<void> => {
  for (const step of steps) {
    if (socket.destroyed) return
    await perform(socket, step)
  }
}

const perform = async (socket: Socket, step: Step): Promise<void> => {
  switch (step.kind) {
    case "write":
      return send(socket, step.bytes)
    case "drip":
      while (!socket.destroyed) {
        await send(socket, step.bytes)
        await orClosed(socket, (done) => later(step.everyMs, done))
      }
      return
    case "flood":
      for (let sent = 0; sent < step.times && !socket.destroyed; sent++) await send(socket, step.bytes)
      return
    case "hold":
      return orClosed(socket, () => nothing)
    case "end":
      socket.end()
      return orClosed(socket, () => nothing)
    case "reset":
      await orClosed(socket, (done) => later(flushMs, done))
      socket.resetAndDestroy()
  }
}

const flushMs = 20

const send = (socket: Socket, bytes: Uint8Array): Promise<void> =>
  orClosed(socket, (done) => {
    socket.write(bytes, done)
    return nothing
  })

const nothing = () => undefined

const later = (ms: number, done: () => void) => {
  const timer = setTimeout(done, ms)
  return () => clearTimeout(timer)
}

/** Starts something and waits for it. If the socket closes meanwhile, both end. */
const orClosed = (socket: Socket, start: (done: () => void) => () => void): Promise<void> =>
  new Promise((resolve) => {
    if (socket.destroyed) return resolve()
    const done = () => {
      socket.off("close", done)
      cancel()
      resolve()
    }
    socket.once("close", done)
    const cancel = start(done)
  })

const bytes = (text: string | Uint8Array): Uint8Array => (typeof text === "string" ? Buffer.from(text, "latin1") : text)
