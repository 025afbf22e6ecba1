import { assert, describe, it } from "@effect/vitest"
import { type Conversation, ConversationRef, Cursor, MessageError } from "@org/messages-core"
import { Wrap } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { page, run } from "../support.js"

const conversation = (ref: string, fields: Partial<Conversation.Conversation> = {}): Conversation.Conversation => ({
  version: 1,
  provider: "honcho",
  ref: Either.getOrThrow(ConversationRef.parse(ref)).ref,
  id: ref,
  ...fields
})

const two = [
  conversation("honcho:w/one", {
    title: "The first",
    messageCount: 7,
    status: "idle",
    updatedAt: "2026-01-05T10:00:00Z"
  }),
  conversation("honcho:w/another")
]

const listing = (listed: ReturnType<typeof page<(typeof two)[number]>>) => {
  const asked: Array<unknown> = []
  const conversations = (provider: string, options: unknown) =>
    Effect.sync(() => asked.push([provider, options])).pipe(Effect.as(listed))
  return { asked, port: { conversations } }
}

describe("conversations", () => {
  it.effect("prints a table to a terminal, or a list if the terminal is narrow", () =>
    Effect.gen(function* () {
      const world = { ...listing(page(two)), terminal: true }
      assert.strictEqual(
        (yield* run(["conversations", "honcho", "w"], { ...world, columns: 160 })).stdout,
        [
          "CONVERSATION      UPDATED           MESSAGES  STATUS  TITLE\n",
          "honcho:w/one      2026-01-05 10:00  7         idle    The first\n",
          "honcho:w/another\n"
        ].join("")
      )
      assert.strictEqual(
        (yield* run(["conversations", "honcho", "w"], { ...world, columns: 40 })).stdout,
        "honcho:w/one\n  The first\n  2026-01-05 10:00, 7 messages, idle\nhoncho:w/another\n"
      )
    })
  )

  it.effect("fits its lines to the terminal", () =>
    Effect.gen(function* () {
      const long = page([conversation("honcho:w/s", { title: "雨が降る and more ".repeat(20) })])
      for (const columns of [40, 80, 160]) {
        const world = { ...listing(long), terminal: true, columns }
        const { stdout } = yield* run(["conversations", "honcho", "w"], world)
        for (const line of stdout.split("\n")) assert.isAtMost(Wrap.width(line), columns)
      }
    })
  )

  it.effect("prints the page as JSON, and requests the one that the options describe", () =>
    Effect.gen(function* () {
      const next = Cursor.encode({ list: "conversations", of: "honcho:w", limit: 2, native: "2", given: 2, tail: [] })
      const { asked, port } = listing(page(two, { next }))
      const { stdout } = yield* run(["conversations", "honcho", "w", "--limit", "2", "--cursor", next], { port })
      assert.deepStrictEqual(JSON.parse(stdout), { items: two, next })
      assert.deepStrictEqual(asked, [["honcho", { cursor: next, limit: 2, parent: "w" }]])
      const said = yield* run(["conversations", "honcho", "w"], { port, terminal: true })
      assert.include(said.stderr, `\n  messages conversations honcho w --cursor ${next}\n`)
    })
  )

  it.effect("exits with 2 and says what is missing or too much, without a request", () =>
    Effect.gen(function* () {
      const { asked, port } = listing(page(two))
      for (const [args, says] of [
        [["honcho"], /Honcho lists conversations by workspace.*\n.*messages conversations honcho <workspace>/],
        [["factory", "w"], /Factory does not list conversations by workspace/],
        [["factroy"], /There is no provider "factroy"\n.*Did you mean "factory"/],
        [["slack"], /The providers are factory, mielto, honcho and veryfront/],
        [[], /No provider is named, and none is configured\n.*Set FACTORY_API_KEY, .* or VERYFRONT_API_TOKEN; or try/]
      ] as const) {
        const said = yield* run(["conversations", ...args], { port })
        assert.strictEqual(said.exit, 2)
        assert.match(said.stderr, says)
      }
      assert.deepStrictEqual(asked, [])
      const url = "https://api.example"
      const providers = Effect.succeed([
        { provider: "factory", url, configured: false, operations: [], missing: "FACTORY_API_KEY" },
        { provider: "mielto", url, configured: true, operations: [] },
        { provider: "veryfront", url, configured: true, operations: [] }
      ] as const)
      const said = yield* run(["conversations"], { port: { ...port, providers } })
      assert.strictEqual(said.exit, 2)
      assert.match(said.stderr, /No provider is named\n.*messages conversations mielto or veryfront\n/)
    })
  )

  it.effect("says what to set if no key is set", () =>
    Effect.gen(function* () {
      const conversations = () =>
        Effect.fail(new MessageError.NotConfigured({ provider: "veryfront", variable: "VERYFRONT_API_TOKEN" }))
      const said = yield* run(["conversations", "veryfront"], { port: { conversations } })
      assert.strictEqual(said.exit, 3)
      assert.match(said.stderr, /export VERYFRONT_API_TOKEN=… \(from veryfront\.com.*\n.*messages sandbox/)
    })
  )
})
