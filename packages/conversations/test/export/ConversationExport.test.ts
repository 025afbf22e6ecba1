/** Exports on a real file system: complete, resumable after any interruption, and provable. */
import { assert, describe, it } from "@effect/vitest"
import { ConversationRef, type Message } from "@org/messages-core"
import { ConversationExport, Verification } from "@org/messages-conversations"
import { ExportFiles } from "@org/messages-conversations/node"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Fakes from "../fakes.js"

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "export-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true }))
)

const address = Either.getOrThrow(ConversationRef.make(Fakes.addressOf["page numbers"]))

const fakeOf = (count: number, outages: ReadonlyArray<number> = []) =>
  Fakes.make(count, { kind: "page numbers", arrivals: [0], outages: new Set(outages) })

const conversion = () => undefined

const expectedLines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `${JSON.stringify(Fakes.messageAt("page numbers", index))}\n`).join("")

it.scoped("writes one message a line and a state that says so", () =>
  Effect.gen(function* () {
    const file = ExportFiles.at(join(yield* folder, "c.ndjson"))
    const fake = fakeOf(25)
    const state = yield* ConversationExport.run(address, file, { limit: 10 }).pipe(Effect.provide(fake.port))
    assert.strictEqual(readFileSync(file.path, "utf8"), expectedLines(25))
    assert.deepInclude(state, { count: 25, pages: 3, isComplete: true, total: 25, faults: 0 })
    assert.strictEqual(state.bytes, readFileSync(file.path).length)
    assert.deepStrictEqual(yield* Verification.verify(file, { conversion }), { count: 25, faults: [], faultCount: 0 })
  })
)

it.scoped("an empty conversation is an empty file", () =>
  Effect.gen(function* () {
    const file = ExportFiles.at(join(yield* folder, "c.ndjson"))
    const state = yield* ConversationExport.run(address, file).pipe(Effect.provide(fakeOf(0).port))
    assert.strictEqual(readFileSync(file.path, "utf8"), "")
    assert.isTrue(state.isComplete)
  })
)

it.scoped("does not touch an existing file, with or without a state", () =>
  Effect.gen(function* () {
    const file = ExportFiles.at(join(yield* folder, "c.ndjson"))
    writeFileSync(file.path, "mine")
    for (const mode of ["begin", "resume", "since"] as const) {
      const failure = yield* Effect.flip(ConversationExport.run(address, file, { mode })).pipe(
        Effect.provide(fakeOf(3).port)
      )
      assert.strictEqual(failure._tag, "ExportFileConflict", mode)
    }
    assert.strictEqual(readFileSync(file.path, "utf8"), "mine")
    rmSync(file.path)
    yield* ConversationExport.run(address, file).pipe(Effect.provide(fakeOf(3).port))
    const again = yield* Effect.flip(ConversationExport.run(address, file)).pipe(Effect.provide(fakeOf(3).port))
    assert.include(again.message, "--resume")
    const unchanged = yield* ConversationExport.run(address, file, { mode: "resume" }).pipe(
      Effect.provide(fakeOf(9).port)
    )
    assert.strictEqual(unchanged.count, 3)
  })
)

it.scoped("leaves no file behind if the first page cannot be read", () =>
  Effect.gen(function* () {
    const path = yield* folder
    const fake = fakeOf(3, [0])
    yield* Effect.flip(ConversationExport.run(address, ExportFiles.at(join(path, "c.ndjson")))).pipe(
      Effect.provide(fake.port)
    )
    assert.deepStrictEqual(readdirSync(path), [])
  })
)

it.scoped("resumes after a failed page, and says after how many messages it failed", () =>
  Effect.gen(function* () {
    const file = ExportFiles.at(join(yield* folder, "c.ndjson"))
    const fake = fakeOf(45, [2])
    const failure = yield* Effect.flip(ConversationExport.run(address, file, { limit: 10 })).pipe(
      Effect.provide(fake.port)
    )
    assert.isTrue(failure._tag === "ReadFailure" && failure.given === 20, failure.message)
    yield* ConversationExport.run(address, file, { limit: 10, mode: "resume" }).pipe(Effect.provide(fake.port))
    assert.strictEqual(readFileSync(file.path, "utf8"), expectedLines(45))
    // Five pages, and the one that failed.
    assert.strictEqual(fake.requests(), 6)
  })
)

it.effect("equals, byte for byte, an uninterrupted export, wherever it was cut after a commit", () =>
  Effect.promise(() =>
    FastCheck.assert(
      FastCheck.asyncProperty(
        FastCheck.array(FastCheck.nat(6), { minLength: 1, maxLength: 6 }),
        FastCheck.nat(400),
        async (outages, lost) => {
          const path = mkdtempSync(join(tmpdir(), "export-"))
          try {
            const file = ExportFiles.at(join(path, "c.ndjson"))
            // Each outage stops the export, as a kill between two pages does.
            const fake = fakeOf(
              57,
              outages.map((gap, index) => gap + index * 8)
            )
            let mode: "begin" | "resume" = "begin"
            for (;;) {
              const outcome = await Effect.runPromise(
                ConversationExport.run(address, file, { limit: 10, mode, raw: true }).pipe(
                  Effect.provide(fake.port),
                  Effect.either
                )
              )
              if (Either.isRight(outcome)) break
              mode = "resume"
              if (!existsSync(`${file.path}.state.json`)) continue
              // What a killed process wrote after its last commit: part of a page, or of a line.
              appendFileSync(file.path, expectedLines(57).slice(0, lost))
              appendFileSync(`${file.path}.raw.ndjson`, "1\n2")
            }
            assert.strictEqual(readFileSync(file.path, "utf8"), expectedLines(57))
            const raw = Array.from({ length: 57 }, (_, index) => `${index}\n`).join("")
            assert.strictEqual(readFileSync(`${file.path}.raw.ndjson`, "utf8"), raw)
            const { faults } = await Effect.runPromise(Verification.verify(file, { conversion }))
            assert.deepStrictEqual(faults, [])
          } finally {
            rmSync(path, { recursive: true })
          }
        }
      ),
      { numRuns: 20, endOnFailure: true }
    )
  )
)

it.scoped("resumes before pages that a power failure lost, and after them if only the process ended", () =>
  Effect.gen(function* () {
    for (const isPowerLost of [false, true]) {
      const file = ExportFiles.at(join(yield* folder, "c.ndjson"))
      const fake = fakeOf(45, [3])
      yield* Effect.flip(ConversationExport.run(address, file, { limit: 10, raw: true })).pipe(
        Effect.provide(fake.port)
      )
      // The first page is safe on the disk. Time stands still here, so the others are not.
      assert.include(readFileSync(`${file.path}.state.json`, "utf8"), '"pages": 1,')
      assert.strictEqual(Option.getOrThrow(yield* file.state).pages, 3)
      assert.strictEqual(readFileSync(file.path, "utf8"), expectedLines(30))
      const zeros = "\0".repeat(expectedLines(30).length - expectedLines(12).length)
      if (isPowerLost) writeFileSync(file.path, expectedLines(12) + zeros)
      assert.strictEqual(Option.getOrThrow(yield* file.state).pages, isPowerLost ? 1 : 3)
      yield* ConversationExport.run(address, file, { limit: 10, mode: "resume", raw: true }).pipe(
        Effect.provide(fake.port)
      )
      assert.strictEqual(readFileSync(file.path, "utf8"), expectedLines(45))
      assert.strictEqual(fake.requests(), isPowerLost ? 8 : 6)
      assert.isFalse(existsSync(`${file.path}.latest.json`))
      assert.deepStrictEqual((yield* Verification.verify(file, { conversion })).faults, [])
    }
  })
)

it.scoped("does not resume with an altered file", () =>
  Effect.gen(function* () {
    const file = ExportFiles.at(join(yield* folder, "c.ndjson"))
    const fake = fakeOf(45, [1])
    yield* Effect.flip(ConversationExport.run(address, file, { limit: 10 })).pipe(Effect.provide(fake.port))
    writeFileSync(file.path, readFileSync(file.path, "utf8").replace("message 3", "message X"))
    const failure = yield* Effect.flip(ConversationExport.run(address, file, { limit: 10, mode: "resume" })).pipe(
      Effect.provide(fake.port)
    )
    assert.include(failure.message, "it was altered")
  })
)

it.scoped("adds only what is new to a complete export", () =>
  Effect.gen(function* () {
    const file = ExportFiles.at(join(yield* folder, "c.ndjson"))
    yield* ConversationExport.run(address, file, { limit: 10 }).pipe(Effect.provide(fakeOf(25).port))
    const grown = fakeOf(42)
    const state = yield* ConversationExport.run(address, file, { limit: 10, mode: "since" }).pipe(
      Effect.provide(grown.port)
    )
    assert.strictEqual(readFileSync(file.path, "utf8"), expectedLines(42))
    assert.strictEqual(state.count, 42)
    assert.strictEqual(grown.requests(), 3)
    assert.deepStrictEqual((yield* Verification.verify(file, { conversion })).faults, [])
  })
)

it.scoped("refuses an export of another conversation, and one with other files", () =>
  Effect.gen(function* () {
    const file = ExportFiles.at(join(yield* folder, "c.ndjson"))
    yield* ConversationExport.run(address, file).pipe(Effect.provide(fakeOf(3).port))
    const other = yield* ConversationRef.parse("honcho:w/other")
    const wrong = yield* Effect.flip(ConversationExport.run(other, file, { mode: "resume" })).pipe(
      Effect.provide(fakeOf(3).port)
    )
    assert.include(wrong.message, "it is an export of honcho:w/s")
    const raw = yield* Effect.flip(ConversationExport.run(address, file, { mode: "resume", raw: true })).pipe(
      Effect.provide(fakeOf(3).port)
    )
    assert.include(raw.message, "begun without --raw")
  })
)

describe("a verification finds", () => {
  const broken = (
    breaks: (path: string, text: string) => void,
    options: Partial<Verification.Options> = {},
    raw = false
  ) =>
    Effect.gen(function* () {
      const file = ExportFiles.at(join(yield* folder, "c.ndjson"))
      yield* ConversationExport.run(address, file, { raw }).pipe(Effect.provide(fakeOf(9).port))
      breaks(file.path, readFileSync(file.path, "utf8"))
      const { faults } = yield* Verification.verify(file, { conversion, ...options })
      return faults.map(({ line, problem }) => `${line ?? "-"}: ${problem}`)
    })

  it.scoped("a line that was altered", () =>
    Effect.gen(function* () {
      const faults = yield* broken((path, text) => writeFileSync(path, text.replace("message 3", "message X")))
      assert.deepStrictEqual(faults, ["-: the file does not match the digest in the state: it was altered"])
    })
  )

  it.scoped("a native element that was altered", () =>
    Effect.gen(function* () {
      const faults = yield* broken(
        (path) => writeFileSync(`${path}.raw.ndjson`, "0\n1\n2\n3\n4\n5\n6\n7\n9\n"),
        {},
        true
      )
      assert.deepStrictEqual(faults, [
        "-: the file of native elements does not match the digest in the state: it was altered"
      ])
    })
  )

  it.scoped("a line that is not a message, and a message that appears twice", () =>
    Effect.gen(function* () {
      const faults = yield* broken((path, text) => {
        const [first = ""] = text.split("\n")
        writeFileSync(path, `${text}{}\n${first}\n`)
      })
      assert.includeMembers(faults, ["10: is not a canonical message", "11: honcho:w/s/m0 appears twice"])
    })
  )

  it.scoped("lines that are missing", () =>
    Effect.gen(function* () {
      const faults = yield* broken((path, text) => truncateSync(path, text.indexOf("\n") + 1))
      assert.include(faults, "-: the state says 9 messages, the file has 1")
    })
  )

  it.scoped("what a conversion says", () =>
    Effect.gen(function* () {
      const faults = yield* broken(() => undefined, {
        conversion: ({ ref }: Message.Message) => (ref === "honcho:w/s/m4" ? "does not come back" : undefined)
      })
      assert.deepStrictEqual(faults, ["5: does not come back"])
    })
  )
})

it.scoped("keeps lines whole that hold every kind of line separator but a line feed", () =>
  Effect.gen(function* () {
    const file = ExportFiles.at(join(yield* folder, "c.ndjson"))
    const line = (message: Message.Message) => JSON.stringify({ ...message, id: "a\u2028b\u2029c\u0085d" })
    yield* ConversationExport.run(address, file, { line }).pipe(Effect.provide(fakeOf(3).port))
    assert.deepStrictEqual((yield* Verification.verify(file, { conversion })).faults, [])
    assert.isTrue(existsSync(`${file.path}.state.json`))
  })
)
