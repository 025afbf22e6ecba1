import { assert, describe, it } from "@effect/vitest"
import { Cursor, MessageError } from "@org/messages-core"
import { Wrap } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { failure, message, page, run } from "../support.js"

const cursor = Cursor.encode({ list: "messages", of: "factory:s1", limit: 2, native: "2", given: 2, tail: [] })

const three = [
  message({ role: "user", createdAt: "2026-01-05T10:00:00.64Z", parts: [{ type: "text", text: "One\n two" }] }),
  message({ parts: [{ type: "tool-call", callId: "c", name: "search" }] }),
  message({ role: "participant", author: { id: "alice" }, parts: [] })
]

/** A port that lists `listed`, and keeps what it was asked for. */
const listing = (listed: ReturnType<typeof page<(typeof three)[number]>>) => {
  const asked: Array<unknown> = []
  const list = (conversation: { readonly ref: string }, options: unknown) =>
    Effect.sync(() => asked.push([conversation.ref, options])).pipe(Effect.as(listed))
  return { asked, port: { list } }
}

describe("list", () => {
  it.effect("prints one line for each message to a terminal: when, who, and how it begins", () =>
    Effect.gen(function* () {
      const { stderr, stdout } = yield* run(["list", "factory:s1"], { ...listing(page(three)), terminal: true })
      assert.strictEqual(
        stdout,
        [
          "2026-01-05 10:00  user       One two\n",
          "                  assistant  [call search]\n",
          "                  alice      (no content)\n"
        ].join("")
      )
      assert.strictEqual(stderr, "")
    })
  )

  it.effect("prints lines that fit the terminal", () =>
    Effect.gen(function* () {
      const long = message({
        createdAt: "2026-01-05T10:00:00Z",
        parts: [{ type: "text", text: "雨が降る 👩‍👩‍👧 ".repeat(99) }]
      })
      for (const columns of [40, 80, 160]) {
        const { stdout } = yield* run(["list", "factory:s1"], { ...listing(page([long])), terminal: true, columns })
        const width = Wrap.width(stdout.trimEnd())
        assert.isTrue(width <= columns && width > columns - 4, `${columns}: ${width}`)
      }
    })
  )

  it.effect("says how to continue if there is a next page, and nothing with --json", () =>
    Effect.gen(function* () {
      const { port } = listing(page(three, { next: cursor, total: 9 }))
      const said = yield* run(["list", "factory:s1"], { port, terminal: true })
      assert.strictEqual(said.stderr, `\n3 of 9 shown. To continue:\n  messages list factory:s1 --cursor ${cursor}\n`)
      const told = yield* run(["list", "factory:s1", "--json"], { port, terminal: true })
      assert.strictEqual(told.stderr, "")
      assert.deepStrictEqual(JSON.parse(told.stdout), { items: three, next: cursor, total: 9 })
    })
  )

  it.effect("asks for the page that the options say", () =>
    Effect.gen(function* () {
      const { asked, port } = listing(page(three))
      yield* run(["list", "factory:s1", "--limit", "2", "--cursor", cursor, "--order", "newest"], { port })
      assert.deepStrictEqual(asked, [["factory:s1", { cursor, limit: 2, order: "newest" }]])
    })
  )

  it.effect("exits with 2 for a limit or a cursor that cannot be used", () =>
    Effect.gen(function* () {
      const { asked, port } = listing(page(three))
      for (const args of [
        ["--limit", "0"],
        ["--limit", "1.5"],
        ["--limit", "many"],
        ["--cursor", "nonsense"]
      ])
        assert.strictEqual((yield* run(["list", "factory:s1", ...args], { port })).exit, 2, args.join(" "))
      assert.deepStrictEqual(asked, [])
      const refuse = () =>
        Effect.fail(new MessageError.InvalidCursor({ problem: "it belongs to a list with pages of 2" }))
      const said = yield* run(["list", "factory:s1", "--limit", "3", "--cursor", cursor], { port: { list: refuse } })
      assert.strictEqual(said.exit, 2)
      assert.include(said.stderr, "it belongs to a list with pages of 2")
    })
  )

  it.effect("shows elements that cannot be read, and exits with 8", () =>
    Effect.gen(function* () {
      const faults = [{ index: 1, path: "/content", problem: "expected an array" }]
      const said = yield* run(["list", "factory:s1"], { ...listing(page(three, { faults })), terminal: true })
      assert.strictEqual(said.exit, 8)
      assert.match(said.stderr, /^Not shown: element 1 at \/content of its page: expected an array\nerror: One element/)
      const told = yield* run(["list", "factory:s1", "--json"], listing(page(three, { faults })))
      assert.strictEqual(told.exit, 8)
      assert.deepStrictEqual(JSON.parse(told.stdout).faults, faults)
      assert.deepStrictEqual(JSON.parse(told.stderr).faults, faults)
    })
  )

  it.effect("remarks that a conversation has no messages", () =>
    Effect.gen(function* () {
      const said = yield* run(["list", "honcho:w/s"], { ...listing(page([])), terminal: true })
      assert.deepInclude(said, { exit: 0, stdout: "" })
      assert.match(said.stderr, /^No messages: /)
      const piped = yield* run(["list", "honcho:w/s"], listing(page([])))
      assert.match(piped.stderr, /^No messages: /)
      const told = yield* run(["list", "honcho:w/s", "--json"], listing(page([])))
      assert.deepInclude(told, { exit: 0, stderr: "" })
    })
  )

  it.effect("exits as the error of the list says", () =>
    Effect.gen(function* () {
      const list = () => Effect.fail(failure({ reason: "RateLimited", operation: "list", retryAfterMs: 3000 }))
      const said = yield* run(["list", "factory:s1"], { port: { list } })
      assert.strictEqual(said.exit, 6)
      assert.include(said.stderr, "Try again in 3 seconds")
    })
  )
})
