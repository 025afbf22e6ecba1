import { assert, describe, it } from "@effect/vitest"
import { Cursor, type Message, type Page } from "@org/messages-core"
import { StreamFailure, Wrap } from "@org/messages-terminal"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import { failure, message, page, ref, run } from "../support.js"

const at = (native: string, given: number) =>
  Cursor.encode({ list: "messages", of: "factory:s1", limit: 2, native, given, tail: [] })

const one = (index: number) =>
  message({ id: `m${index}`, ref: ref(`factory:s1/m${index}`), parts: [{ type: "text", text: `Number ${index}` }] })

/** A list whose pages come from `pages`, by the number that the cursor holds; a missing one fails. */
const listing = (pages: ReadonlyArray<Page.Page<Message.Message>>) => ({
  list: (_: unknown, options: { readonly cursor?: string | undefined } = {}) => {
    const place = options.cursor === undefined ? "0" : JSON.parse(atob(options.cursor.split(".")[1] ?? "")).native
    const found = pages[Number(place)]
    return found === undefined ? Effect.fail(failure({ operation: "list" })) : Effect.succeed(found)
  }
})

const whole = [page([one(0), one(1)], { next: at("1", 2) }), page([one(2)])]

/** A pager in memory. */
const pager = (more: Partial<Parameters<typeof run>[1] & object>["pager"] | object = {}) => {
  const shown: Array<string> = []
  return {
    shown,
    pager: {
      write: (text: string) => Effect.sync(() => void shown.push(text)),
      endInput: Effect.sync(() => void shown.push("<finished>")),
      untilQuit: Effect.never,
      release: () => Effect.void,
      ...more
    }
  }
}

describe("read", () => {
  it.effect("prints bare messages to a pipe, one on each line", () =>
    Effect.gen(function* () {
      const { exit, stderr, stdout } = yield* run(["read", "factory:s1"], { port: listing(whole) })
      assert.deepStrictEqual([exit, stderr], [0, ""])
      assert.strictEqual(stdout, [0, 1, 2].map((index) => `${JSON.stringify(one(index))}\n`).join(""))
    })
  )

  it.effect("stops quietly when the reader of the pipe has gone, and reads no further", () =>
    Effect.gen(function* () {
      let asked = 0
      const list: NonNullable<Parameters<typeof run>[1]>["port"] = {
        list: () => Effect.sync(() => page([one((asked += 1))], { next: at(String(asked), asked) }))
      }
      const written = Effect.fail(new StreamFailure({ stream: "standard output", code: "EPIPE" }))
      const said = yield* run(["read", "factory:s1"], { port: list, written })
      assert.deepInclude(said, { exit: 0, stderr: "" })
      assert.isAtMost(asked, 2)
    })
  )

  it.effect("shows a document on a terminal, at any width", () =>
    Effect.gen(function* () {
      for (const columns of [40, 80, 160]) {
        const { stdout } = yield* run(["read", "factory:s1"], { port: listing(whole), terminal: true, columns })
        assert.match(stdout, /^ *assistant {2}factory:s1\/m0\n\n *Number 0\n\n *assistant {2}factory:s1\/m1\n/)
        for (const line of stdout.split("\n")) assert.isAtMost(Wrap.width(line), columns)
      }
    })
  )

  it.effect("names the tool of a result, though an earlier message called it", () =>
    Effect.gen(function* () {
      const call = message({ parts: [{ type: "tool-call", callId: "c", name: "search" }] })
      const result = message({ role: "tool", parts: [{ type: "tool-result", callId: "c", output: 1 }] })
      const { stdout } = yield* run(["read", "factory:s1", "-f", "pretty"], { port: listing([page([call, result])]) })
      assert.match(stdout, /\[result.*search/)
    })
  )

  it.effect("shows the document in the pager, and waits until the person quits it", () =>
    Effect.gen(function* () {
      const { pager: double, shown } = pager()
      const world = { port: listing(whole), terminal: true, pager: double }
      const { exit, stdout } = yield* run(["read", "factory:s1"], world)
      assert.deepStrictEqual([exit, stdout], [0, ""])
      assert.strictEqual(shown.length, 4)
      assert.match(shown.join(""), /Number 0(.*\n)*.*Number 2\n<finished>$/)
      const without = yield* run(["read", "factory:s1", "--no-pager"], world)
      assert.include(without.stdout, "Number 2")
    })
  )

  it.effect("ends quietly when the person quits the pager, also while a page is fetched", () =>
    Effect.gen(function* () {
      const broken = Effect.fail(new StreamFailure({ stream: "standard output", code: "EPIPE" }))
      const said = yield* run(["read", "factory:s1"], {
        port: listing(whole),
        terminal: true,
        pager: pager({ write: () => broken }).pager
      })
      assert.deepInclude(said, { exit: 0, stderr: "" })
      const stuck = yield* run(["read", "factory:s1"], {
        port: { list: () => Effect.never },
        terminal: true,
        pager: pager({ untilQuit: Effect.void }).pager
      })
      assert.deepInclude(stuck, { exit: 0, stderr: "" })
    })
  )

  it.effect("gives the terminal back after a signal", () =>
    Effect.gen(function* () {
      const asked = yield* Deferred.make<true>()
      const released: Array<string> = []
      const said = yield* run(["read", "factory:s1"], {
        port: { list: () => Effect.zipRight(Deferred.succeed(asked, true), Effect.never) },
        terminal: true,
        pager: pager({ release: (signal: string) => Effect.sync(() => void released.push(signal)) }).pager,
        signals: Effect.as(Deferred.await(asked), "SIGINT" as const)
      })
      assert.strictEqual(said.exit, 130)
      assert.deepStrictEqual(released, ["SIGINT"])
    })
  )

  it.effect("remarks that a conversation has no messages, and exits with 0", () =>
    Effect.gen(function* () {
      const said = yield* run(["read", "honcho:w/unknown"], { port: listing([page([])]) })
      assert.deepInclude(said, { exit: 0, stdout: "" })
      assert.match(said.stderr, /^No messages: the conversation is empty, or the provider does not know it\.\n$/)
    })
  )

  it.effect("remarks each element that cannot be read, and exits with 8 at the end", () =>
    Effect.gen(function* () {
      const faults = [{ index: 0, path: "", problem: "expected an object" }]
      const pages = [page([one(0)], { next: at("1", 1), faults }), page([one(1)], { faults })]
      const said = yield* run(["read", "factory:s1"], { port: listing(pages) })
      assert.strictEqual(said.exit, 8)
      assert.strictEqual(said.stdout.split("\n").length, 3)
      const note = "Not shown: element 0 of its page: expected an object\n"
      assert.isTrue(said.stderr.startsWith(`${note}${note}error: 2 elements of the list could not be read\n`))
      const paged = yield* run(["read", "factory:s1"], { port: listing(pages), terminal: true, pager: pager().pager })
      assert.strictEqual(paged.stderr, said.stderr)
      const told = yield* run(["read", "factory:s1", "--json"], { port: listing(pages) })
      assert.strictEqual(JSON.parse(told.stderr).count, 2)
    })
  )

  it.effect("says after how many messages it failed, and how to continue", () =>
    Effect.gen(function* () {
      const port = listing([page([one(0), one(1)], { next: at("9", 2) })])
      const said = yield* run(["read", "factory:s1"], { port })
      assert.strictEqual(said.exit, 7)
      assert.strictEqual(said.stdout.split("\n").length, 3)
      assert.match(said.stderr, /\(after 2 messages\)/)
      assert.include(said.stderr, `messages read factory:s1 --cursor ${at("9", 2)}`)
      const told = yield* run(["read", "factory:s1", "--json"], { port })
      assert.deepInclude(JSON.parse(told.stderr), { given: 2, cursor: at("9", 2), status: 503 })
    })
  )

  it.effect("continues with a cursor", () =>
    Effect.gen(function* () {
      const { stdout } = yield* run(["read", "factory:s1", "--cursor", at("1", 2)], { port: listing(whole) })
      assert.strictEqual(stdout, `${JSON.stringify(one(2))}\n`)
      const wrong = yield* run(["read", "factory:other", "--cursor", at("1", 2)], { port: listing(whole) })
      assert.strictEqual(wrong.exit, 2)
    })
  )
})

describe("read in a format", () => {
  it.effect("prints one document of the conversation, and what it does not say", () =>
    Effect.gen(function* () {
      const port = listing(whole)
      const chat = yield* run(["read", "factory:s1", "--format", "chat"], { port })
      assert.deepEqual(
        JSON.parse(chat.stdout),
        [0, 1, 2].map((index) => ({ role: "assistant", content: `Number ${index}` }))
      )
      assert.match(chat.stderr, /^\d+ leaves dropped.*; --report for all\n$/)
      const lines = yield* run(["read", "factory:s1", "--format", "ndjson"], { port })
      assert.deepEqual(lines, yield* run(["read", "factory:s1"], { port }))
      const markdown = yield* run(["read", "factory:s1", "--format", "markdown"], { port, terminal: true })
      assert.strictEqual(markdown.stdout.match(/^## /gm)?.length, 3)
      const failed = yield* run(["read", "factory:s1", "--format", "chat", "--fail-on", "dropped"], { port })
      assert.deepEqual([failed.exit, failed.stdout], [10, chat.stdout])
    })
  )

  it.effect("prints message by message where the format allows it", () =>
    Effect.gen(function* () {
      const port = listing(whole.slice(0, 1))
      const broken = (format: string) => run(["read", "factory:s1", "--format", format], { port })
      for (const format of ["ndjson", "canonical", "markdown", "html", "factory"])
        assert.include((yield* broken(format)).stdout, "Number 1", format)
      assert.deepEqual((yield* broken("anthropic")).stdout, "")
      assert.notStrictEqual((yield* broken("anthropic")).exit, 0)
    })
  )

  it.effect("redacts whatever is printed", () =>
    Effect.gen(function* () {
      const port = listing([page([message({ parts: [{ type: "text", text: "Write to ada@example.com" }] })])])
      for (const format of ["json", "pretty", "chat", "html"]) {
        const said = yield* run(["read", "factory:s1", "--format", format, "--redact"], { port })
        assert.deepEqual([said.exit, said.stdout.includes("ada@")], [0, false], format)
        assert.match(said.stderr, /redacted: 1 × e-mail address/)
      }
    })
  )

  it.effect("shows as much as is asked for, and refuses options that say nothing about the format", () =>
    Effect.gen(function* () {
      const parts = [
        { type: "reasoning", text: "Think." },
        { type: "text", text: "Said." }
      ] as const
      const port = listing([page([message({ parts, createdAt: "1969-12-31T21:00:00Z" })])])
      const read = (...options: ReadonlyArray<string>) => run(["read", "factory:s1", ...options], { port })
      assert.include((yield* read("--format", "pretty")).stdout, "Think.")
      const folded = yield* read("--format", "pretty", "--reasoning", "fold", "--ago")
      assert.include(folded.stdout, "(folded)")
      assert.notInclude(folded.stdout, "Think.")
      assert.include(folded.stdout, "(3 hours ago)")
      const text = yield* read("--format", "markdown", "--detail", "text")
      assert.notInclude(text.stdout, "Think.")
      assert.include(text.stdout, "Not shown: 1 reasoning part")
      for (const options of [
        ["--format", "json", "--detail", "text"],
        ["--format", "json", "--residue", "x"],
        ["--format", "pretty", "--report", "-"],
        ["--format", "chat", "--detail", "text"],
        ["--format", "chat", "--ago"],
        ["--format", "html", "--fail-on", "dropped"],
        ["--format", "html", "--residue", "x"],
        ["--format", "chat", "--residue", "x", "--clean"]
      ])
        assert.strictEqual((yield* read(...options)).exit, 2, options.join(" "))
    })
  )
})
