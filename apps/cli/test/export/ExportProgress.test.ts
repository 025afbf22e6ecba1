/** What a person sees while an export runs; time is under control. */
import { assert, it } from "@effect/vitest"
import { Streams } from "@org/messages-terminal"
import { Readable } from "node:stream"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import { GlobalOptions } from "../../src/commandline/GlobalOptions.js"
import * as ExportProgress from "../../src/export/ExportProgress.js"
import * as Progress from "../../src/output/Progress.js"
import { evil } from "../hostile.js"

const world = (terminal: boolean, json = false) => {
  const written: Array<string> = []
  const output = {
    terminal,
    colour: false,
    columns: 60,
    write: (data: string | Uint8Array) => Effect.sync(() => void written.push(String(data)))
  }
  const streams = {
    stdin: { terminal, read: Effect.succeed(undefined), chunks: () => Readable.from([]) },
    stdout: output,
    stderr: output
  }
  const options = { json, sandbox: false, timeout: undefined, archive: undefined, verbose: false }
  const make = (kind: "auto" | "json") =>
    ExportProgress.make(kind).pipe(
      Effect.provideServiceEffect(Progress.Progress, Progress.make),
      Effect.provideService(Streams, streams),
      Effect.provideService(GlobalOptions, options)
    )
  return { written, make }
}

it.effect("a terminal shows messages, rate, what is left, and waits, in one line that fits", () =>
  Effect.gen(function* () {
    const { make, written } = world(true)
    const progress = yield* make("auto")
    yield* TestClock.adjust("1 second")
    yield* progress.page("honcho:w/s", 100, 100, 1100)
    yield* progress.page("honcho:w/s", 100, 200, 1100)
    yield* progress.wait("honcho", 12_000)
    yield* progress.clear
    assert.deepStrictEqual(written[0], "\r100 of 1,100 messages, 100 a second, 10 s left")
    assert.match(written[1] ?? "", /^\rwaiting 12 s for Honcho +$/)
    assert.strictEqual(written.length, 3, "a page right after another is not drawn")
    for (const text of written) assert.isAtMost(text.replaceAll("\r", "").length, 59)
  })
)

it.effect("is quiet where no person looks, except for elements that cannot be read", () =>
  Effect.gen(function* () {
    const { make, written } = world(false)
    const progress = yield* make("auto")
    yield* progress.page("factory:s", 1, 1, undefined)
    yield* progress.wait("factory", 1)
    yield* progress.end("factory:s")
    yield* progress.clear
    assert.deepStrictEqual(written, [])
    yield* progress.fault("factory:s", { index: 3, path: "/x", problem: evil })
    assert.include(written.join(""), "factory:s: element 3 /x \\u001b")
    const quiet = world(true, true)
    yield* (yield* quiet.make("auto")).page("factory:s", 1, 1, undefined)
    assert.deepStrictEqual(quiet.written, [])
  })
)

it.effect("programs get one JSON object a line", () =>
  Effect.gen(function* () {
    const { make, written } = world(false)
    const progress = yield* make("json")
    yield* progress.page("factory:s", 2, 7, undefined)
    yield* progress.wait("factory", 1500)
    yield* progress.fault("factory:s", { index: 3, path: "", problem: "expected an object" })
    yield* progress.end("factory:s")
    assert.deepStrictEqual(
      written.map((line) => JSON.parse(line) as unknown),
      [
        { type: "page", conversation: "factory:s", added: 2, messages: 7 },
        { type: "wait", provider: "factory", milliseconds: 1500 },
        { type: "fault", conversation: "factory:s", index: 3, path: "", problem: "expected an object" },
        { type: "end", conversation: "factory:s" }
      ]
    )
  })
)
