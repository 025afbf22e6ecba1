/** Tests that no terminal of 40 columns or more breaks a word. */
import { assert, describe, it } from "@effect/vitest"
import { type Conversation, ConversationRef, type Messages, Provider } from "@org/messages-core"
import { Wrap } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { program } from "../src/commands/MessagesProgram.js"
import { failure, message, page, run } from "./support.js"

const widths = [40, 41, 50, 59, 60, 61, 72, 80, 100, 160]

/** The real providers, which have the widest names, URLs and variables. */
const providers: ReadonlyArray<Messages.Availability> = Provider.names.map((provider) => {
  const { operations, url, variables } = Provider.descriptors[provider]
  return { provider, url, configured: false, missing: variables.key, operations }
})

const conversation = (fields: Partial<Conversation.Conversation>): Conversation.Conversation => ({
  version: 1,
  provider: "factory",
  ref: Either.getOrThrow(ConversationRef.parse("factory:s1")).ref,
  id: "s1",
  ...fields
})

const port = {
  providers: Effect.succeed(providers),
  list: () =>
    Effect.succeed(
      page(
        ["user", "assistant", "participant"].map((role) =>
          message({
            role: role as "user",
            author: { id: "somebody-with-a-long-name" },
            createdAt: "2026-01-05T10:00:00.64Z",
            parts: [{ type: "text", text: "A paragraph of many words. 雨が降る。".repeat(20) }]
          })
        )
      )
    ),
  conversations: () =>
    Effect.succeed(
      page([
        conversation({ title: "A title of many words. 雨が降る。".repeat(9), messageCount: 7, status: "idle" }),
        conversation({ updatedAt: "2026-01-05T10:00:00Z" })
      ])
    ),
  get: ({ ref }: { readonly ref: string }) =>
    ref.endsWith("fails")
      ? Effect.fail(failure({ reason: "Unauthorized", status: 401, detail: "the words of the provider ".repeat(9) }))
      : Effect.succeed(
          message({
            parts: [
              { type: "text", text: "A paragraph of many words. ".repeat(20) },
              { type: "tool-call", callId: "c", name: "n", input: { text: "more words ".repeat(20) } }
            ],
            tags: Array.from({ length: 20 }, (_, index) => `tag-${index}`),
            metadata: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`key-${index}`, index]))
          })
        )
}

describe("a terminal", () => {
  for (const args of [
    [],
    ["--help"],
    ...program.commands.map(({ name }) => [...name.split(" "), "--help"]),
    ["providers"],
    ["get", "factory:s1/m1"],
    ["get", "factory:s1/fails"],
    ["get", "factory:s1/m1", "factory:s1/fails"],
    ["get", "factory:s1"],
    ["list", "factory:s1"],
    ["list", "factory:s1", "--limit", "none"],
    ["conversations", "factory"],
    ["conversations", "honcho"],
    ["conversations", "factroy"],
    ["read", "factory:s1"],
    ["post", "honcho:w/s", "x"],
    ["post", "factory:s1", "x"],
    ["post", "factory:s1"],
    ["gte"]
  ])
    it.effect(`breaks no word of: messages ${args.join(" ")}`, () =>
      Effect.gen(function* () {
        for (const columns of widths) {
          const { stderr, stdout } = yield* run(args, { terminal: true, columns, port })
          for (const line of (stdout + stderr).split("\n"))
            assert.isTrue(Wrap.width(line) <= columns || !/\S\s+\S/.test(line.trim()), `${columns}: ${line}`)
          const longest = Math.max(...(stdout + stderr).split("\n").map(Wrap.width))
          assert.isAtMost(longest, columns)
        }
      })
    )

  it.effect("of 80 columns shows every provider on lines that fit, in a table if that fits", () =>
    Effect.gen(function* () {
      const { stdout } = yield* run(["providers"], { terminal: true, columns: 80, port })
      assert.match(stdout, /^Factory\n {2}configured no: FACTORY_API_KEY is not set\n {2}url https:/)
      const wide = yield* run(["providers"], { terminal: true, columns: 120, port })
      assert.match(wide.stdout, /^PROVIDER {3}CONFIGURED /)
      const pipe = yield* run(["providers", "-f", "pretty"], { port })
      for (const line of pipe.stdout.split("\n")) assert.isAtMost(line.length, 80)
    })
  )

  it.effect("gets scripts unchanged, at any width", () =>
    Effect.gen(function* () {
      for (const args of [["--completions", "bash"], ["--man"], ["schema"]])
        assert.strictEqual(
          (yield* run(args, { terminal: true, columns: 40 })).stdout,
          (yield* run(args)).stdout,
          args.join(" ")
        )
    })
  )
})
