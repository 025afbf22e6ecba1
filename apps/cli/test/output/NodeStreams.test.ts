import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Writable } from "node:stream"
import * as NodeStreams from "../../src/output/NodeStreams.js"

/** A stream on which every write fails. */
const broken = (cause: Error) => new Writable({ write: (_, __, done) => done(cause) })

describe("NodeStreams", () => {
  for (const stream of ["standard output", "standard error"] as const)
    it.effect(`reports that ${stream} failed, and why`, () =>
      Effect.gen(function* () {
        for (const [cause, code] of [
          [Object.assign(new Error("no"), { code: "ENOSPC" }), "ENOSPC"],
          [new Error("no"), "unknown"]
        ] as const) {
          const failure = yield* Effect.flip(NodeStreams.output(stream, broken(cause), true).write("x"))
          assert.deepStrictEqual([failure.stream, failure.code], [stream, code])
        }
      })
    )

  it.effect("ends a write when the stream has accepted all of it", () =>
    Effect.gen(function* () {
      const taken: Array<string> = []
      const stream = new Writable({
        write: (chunk, _, done) => setImmediate(() => done(void taken.push(String(chunk)) as undefined))
      })
      yield* NodeStreams.output("standard output", stream, true).write("x")
      assert.deepStrictEqual(taken, ["x"])
    })
  )

  it("knows no width of a terminal that says 0", () => {
    for (const [columns, expected] of [
      [0, undefined],
      [60, 60]
    ] as const) {
      const terminal = Object.assign(new Writable(), { isTTY: true, columns })
      assert.strictEqual(NodeStreams.output("standard error", terminal, true).columns, expected)
    }
  })

  it("uses colour only on a terminal", () => {
    const pipe = new Writable()
    const terminal = Object.assign(new Writable(), { isTTY: true })
    for (const [stream, wanted, colour] of [
      [pipe, true, false],
      [terminal, true, true],
      [terminal, false, false]
    ] as const)
      assert.strictEqual(NodeStreams.output("standard output", stream, wanted).colour, colour)
  })
})
