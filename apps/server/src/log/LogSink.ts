/** Writes lines of the log in batches, without waiting. A stream that is slow or fails costs lines, never responses. */
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Writable } from "node:stream"
import type { LogLine } from "./LogLine.js"

/** The destination of log lines. */
export class LogSink extends Context.Tag("@org/messages-server/LogSink")<
  LogSink,
  {
    /** Takes a line without its line break. */
    readonly write: (line: string) => void
    /** How many lines have been dropped so far. */
    readonly dropped: () => number
    /** Waits until every line has been written or dropped. */
    readonly flush: Effect.Effect<void>
  }
>() {}

/** Characters that may wait to be written; further lines are dropped and counted. */
export const capacity = 2 ** 20

/** Milliseconds that a line waits for others, so that one system call writes them all. */
const delay = 20

/** How long the program waits for the last lines before it ends. */
const patience = Duration.seconds(1)

/** Writes to a stream, one batch at a time. `line` makes the lines that say how many were dropped. */
export const make = (stream: Writable, line: LogLine): typeof LogSink.Service => {
  let lines: Array<string> = []
  let waiting = 0
  let dropped = 0
  /** Dropped lines that the log has not reported yet. */
  let unreported = 0
  let isWriting = false
  let timer: NodeJS.Timeout | undefined
  const flushed: Array<() => void> = []

  const write = (line: string) => {
    if (waiting + line.length > capacity) {
      drop(1)
      return
    }
    lines.push(line)
    waiting += line.length
    timer ??= isWriting ? undefined : setTimeout(writeBatch, delay).unref()
  }

  const drop = (count: number) => {
    dropped += count
    unreported += count
  }

  const writeBatch = () => {
    clearTimeout(timer)
    timer = undefined
    if (isWriting) return
    const reported = unreported
    const batch =
      reported > 0 ? [...lines, line(Date.now(), "warning", "log lines dropped", { count: reported })] : lines
    const count = lines.length
    if (batch.length === 0) {
      for (const resume of flushed.splice(0)) resume()
      return
    }
    lines = []
    isWriting = true
    const size = waiting
    stream.write(`${batch.join("\n")}\n`, (error) => {
      isWriting = false
      waiting -= size
      // A stream that fails gets no report of its own failure; the next batch tries again.
      if (error) drop(count)
      else unreported -= reported
      if (error) for (const resume of flushed.splice(0)) resume()
      else if (lines.length > 0 || flushed.length > 0) writeBatch()
    })
  }

  // Without a listener, a closed pipe would end the process.
  stream.on("error", () => undefined)

  return {
    write,
    dropped: () => dropped,
    flush: Effect.async<void>((resume) => {
      flushed.push(() => resume(Effect.void))
      writeBatch()
    })
  }
}

/** A sink for the stream, which is flushed when the program ends. */
export const layer = (stream: Writable, line: LogLine): Layer.Layer<LogSink> =>
  Layer.scoped(
    LogSink,
    Effect.acquireRelease(
      Effect.sync(() => make(stream, line)),
      ({ flush }) => Effect.timeoutOption(Effect.interruptible(flush), patience)
    )
  )
