import { assert, describe, it } from "@effect/vitest"
import * as SearchRequest from "../../src/archive/search/SearchRequest.js"
import { program } from "../../src/commands/MessagesProgram.js"
import { ArgumentParser } from "@org/messages-terminal"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"

const parse = (...args: ReadonlyArray<string>) => {
  const { request } = Either.getOrThrow(ArgumentParser.parse(program, ["archive", "search", ...args]))
  return request._tag === "Run" ? SearchRequest.parse(request.given) : assert.fail(request._tag)
}

describe("what archive search is asked for", () => {
  it.effect("has the query, every filter, and the order", () =>
    Effect.gen(function* () {
      const options = ["--provider", "mielto", "--role", "user", "--author", "alice", "--tool", "search", "--has-file"]
      const asked = yield* parse("refund", "invoice", ...options, "--rank", "--limit", "5", "--since", "2026-01-01")
      assert.deepStrictEqual([asked.query, asked.limit], ["refund invoice", 5])
      const { since, ...rest } = asked.options
      assert.deepStrictEqual(rest, {
        provider: "mielto",
        conversation: undefined,
        role: "user",
        author: "alice",
        until: undefined,
        tool: "search",
        hasFile: true,
        order: "rank",
        cursor: undefined
      })
      assert.strictEqual(since && DateTime.formatIso(since), "2026-01-01T00:00:00.000Z")
    })
  )

  it.effect("takes times with a zone, and refs in any spelling", () =>
    Effect.gen(function* () {
      const { options } = yield* parse("x", "--until", "2026-01-01T10:00:00+02:00", "--conversation", "factory:a")
      assert.strictEqual(options.until && DateTime.formatIso(options.until), "2026-01-01T08:00:00.000Z")
      assert.strictEqual(options.conversation, "factory:a")
    })
  )

  it.effect("refuses two orders, and what is no time, no number or no conversation", () =>
    Effect.gen(function* () {
      for (const [args, problem] of [
        [["--rank", "--newest"], "--newest and --rank cannot be combined"],
        [["--since", "yesterday"], "--since takes a day such as 2026-01-31"],
        [["--until", "2026-02-30"], "--until takes a day such as 2026-01-31"],
        [["--limit", "0"], "--limit takes a whole number of at least 1"],
        [["--conversation", "nope"], "nope"]
      ] as const)
        assert.include((yield* Effect.flip(parse("x", ...args))).message, problem)
    })
  )
})
