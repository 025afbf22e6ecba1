/** What a broken server does on a connection, one step after the other. */
import type { Socket } from "node:net"

export type Step =
  | { readonly kind: "write"; readonly bytes: Uint8Array }
  | { readonly kind: "drip"; readonly bytes: Uint8Array; readonly everyMs: number }
  | { readonly kind: "flood"; readonly bytes: Uint8Array; readonly times: number }
  | { readonly kind: "hold" }
  | { readonly kind: "end" }
  | { readonly kind: "reset" }

/** A string is written as Latin-1, so that every byte can be named. */
export const write = (text: string | Uint8Array): Step => ({ kind: "write", bytes: bytes(text) })

/** The same bytes again and again, for ever. */
export const drip = (text: string, everyMs: number): Step => ({ kind: "drip", bytes: bytes(text), everyMs })

/** The same bytes many times, as fast as they are taken. */
export const flood = (text: string, times: number): Step => ({ kind: "flood", bytes: bytes(text), times })

/** Says nothing more, and keeps the connection open. */
export const hold: Step = { kind: "hold" }

/** FIN. */
export const end: Step = { kind: "end" }

/** RST, once what was written had the time to be read: it would overtake the rest. */
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

/** Starts something and waits for it; a socket that closes meanwhile ends the wait, and what was started. */
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
