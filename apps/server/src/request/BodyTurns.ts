/**
 * Bodies in tiny chunks take turns: 64 KB from the network can hold ten thousand chunks, and reading those of many connections
 * one after another would keep everything else waiting. Other bodies are read as they arrive.
 */
import type { IncomingMessage } from "node:http"

/** Chunks that a body may have in one turn. Bodies of any usual sender have far fewer. */
const most = 256

/** Sockets that wait for their turn. */
const waiting: Array<() => void> = []

let isScheduled = false

/** Counts the chunks of a body, and pauses its socket after too many until its next turn. A chunked body starts by waiting for a turn. */
export const take = (source: IncomingMessage): void => {
  const { headers, socket } = source
  const read = source._read.bind(source)
  let chunks = 0
  const pause = () => {
    chunks = most
    socket.pause()
    wait(() => {
      chunks = 0
      socket.resume()
    })
  }
  // Node's own listener would wake the socket at once.
  source._read = (size) => {
    if (chunks < most) read(size)
  }
  source.on("data", () => {
    chunks += 1
    if (chunks === most) pause()
  })
  if (headers["transfer-encoding"] !== undefined) pause()
}

const wait = (resume: () => void) => {
  waiting.push(resume)
  schedule()
}

/** One turn in each round of the event loop, so that other events come between. */
const schedule = () => {
  if (isScheduled) return
  isScheduled = true
  setImmediate(() => {
    isScheduled = false
    waiting.shift()?.()
    if (waiting.length > 0) schedule()
  })
}
