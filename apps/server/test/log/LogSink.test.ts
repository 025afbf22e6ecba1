/** The log sink: batches, slow streams and failing streams. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { Writable } from "node:stream"
import * as LogLine from "../../src/log/LogLine.js"
import * as LogSink from "../../src/log/LogSink.js"

/** A stream that writes only when the test says so. */
const slow = () => {
  const batches: Array<string> = []
  const waiting: Array<(error?: Error) => void> = []
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string, _, done) => {
      batches.push(chunk)
      waiting.push(done)
    }
  })
  return { batches, stream, finish: (error?: Error) => waiting.shift()?.(error) }
}

/** A stream that writes at once. */
const quick = () => {
  const batches: Array<string> = []
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string, _, done) => {
      batches.push(chunk)
      done()
    }
  })
  return { batches, stream }
}

const tick = Effect.async<void>((resume) => void setImmediate(() => resume(Effect.void)))

describe("the sink of the log", () => {
  it.live("writes lines that come together as one batch, in order", () =>
    Effect.gen(function* () {
      const { batches, stream } = quick()
      const sink = LogSink.make(stream, LogLine.json)
      for (const line of ["a", "b", "c"]) sink.write(line)
      assert.deepStrictEqual(batches, [])
      yield* sink.flush
      assert.deepStrictEqual(batches, ["a\nb\nc\n"])
      yield* sink.flush
      assert.lengthOf(batches, 1)
    })
  )

  it.live("writes without being flushed", () =>
    Effect.gen(function* () {
      const written = yield* Effect.async<string>((resume) => {
        const stream = new Writable({
          decodeStrings: false,
          write: (chunk: string, _, done) => {
            done()
            resume(Effect.succeed(chunk))
          }
        })
        LogSink.make(stream, LogLine.json).write("a")
        // The timer of the sink does not keep the process alive; this one does.
        const keep = setTimeout(() => undefined, 10_000)
        return Effect.sync(() => clearTimeout(keep))
      })
      assert.strictEqual(written, "a\n")
    })
  )

  it.live("drops and counts lines while the stream is slow, and logs the count afterwards", () =>
    Effect.gen(function* () {
      const { batches, finish, stream } = slow()
      const sink = LogSink.make(stream, LogLine.json)
      sink.write("first")
      const flushed = yield* Effect.fork(sink.flush)
      yield* tick
      const line = "x".repeat(1_000)
      const sent = Math.ceil(LogSink.capacity / line.length) + 100
      for (let count = 0; count < sent; count++) sink.write(line)
      assert.deepStrictEqual(batches, ["first\n"])
      finish()
      yield* tick
      finish()
      yield* Fiber.join(flushed)
      const [, second = ""] = batches
      const lines = second.trimEnd().split("\n")
      const report = JSON.parse(lines.at(-1) ?? "")
      assert.deepInclude(report, { level: "warning", message: "log lines dropped" })
      assert.strictEqual(report.count + lines.length - 1, sent)
      assert.isAtMost(second.length, LogSink.capacity + 2 * lines.length + 200)
    })
  )

  it.live("counts every line that a failing stream loses, once", () =>
    Effect.gen(function* () {
      const sink = LogSink.make(new Writable({ write: (_, __, done) => done(new Error("ENOSPC")) }), LogLine.json)
      for (const line of ["a", "b", "c"]) {
        sink.write(line)
        yield* sink.flush
      }
      assert.strictEqual(sink.dropped(), 3)
    })
  )

  it.live("survives a stream that fails, and continues when it works again", () =>
    Effect.gen(function* () {
      const { batches, finish, stream } = slow()
      const destroyed = new Writable({ write: (_, __, done) => done(new Error("EPIPE")) })
      const broken = LogSink.make(destroyed, LogLine.json)
      for (let turn = 0; turn < 3; turn++) {
        broken.write("a")
        yield* broken.flush
      }
      const sink = LogSink.make(stream, LogLine.json)
      sink.write("a")
      const flushed = yield* Effect.fork(sink.flush)
      yield* tick
      finish()
      yield* Fiber.join(flushed)
      assert.deepStrictEqual(batches, ["a\n"])
    })
  )
})
