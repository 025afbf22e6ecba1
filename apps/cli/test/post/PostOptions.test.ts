import { assert, describe, it } from "@effect/vitest"
import { type Messages, Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import { ref, run } from "../support.js"

const providers: ReadonlyArray<Messages.Availability> = Provider.names.map((provider) => {
  const { operations, url } = Provider.descriptors[provider]
  return { provider, url, configured: true, operations }
})

const posting = () => {
  const drafts: Array<unknown> = []
  const port = {
    providers: Effect.succeed(providers),
    post: (_: unknown, draft: unknown) =>
      Effect.sync(() => drafts.push(draft)).pipe(Effect.as({ ref: ref("factory:s1/m9") }))
  }
  return { drafts, port }
}

describe("post", () => {
  it.effect("puts every option into the draft", () =>
    Effect.gen(function* () {
      const { drafts, port } = posting()
      const line = [
        ["post", "mielto:conversation/c", "Hi", "--as", "alice", "--role", "assistant", "--parent", "m1"],
        ["--metadata", '{"a": {"b": 1}}', "--tag", "x", "--tag", "y", "--created-at", "2026-01-05T11:00:00+01:00"]
      ]
      const said = yield* run(line.flat(), { port })
      assert.deepInclude(said, { exit: 0, stderr: "" })
      assert.deepStrictEqual(drafts, [
        {
          text: "Hi",
          author: { id: "alice" },
          role: "assistant",
          metadata: { a: { b: 1 } },
          tags: ["x", "y"],
          createdAt: "2026-01-05T10:00:00Z",
          parentId: "m1"
        }
      ])
    })
  )

  it.effect("announces a reply only where a post starts an agent", () =>
    Effect.gen(function* () {
      for (const [args, announced] of [
        [["factory:s", "x"], true],
        [["honcho:w/s", "x", "--as", "alice"], false]
      ] as const) {
        const { stderr } = yield* run(["post", ...args], { port: posting().port, terminal: true })
        assert.strictEqual(stderr.includes("The agent replies later"), announced)
        assert.include(stderr, "To read yours: messages get factory:s1/m9")
      }
    })
  )

  it.effect("exits with 2 before it reads anything, and says what an option takes", () =>
    Effect.gen(function* () {
      const { drafts, port } = posting()
      for (const [args, says] of [
        [["honcho:w/s"], /Honcho needs to know who speaks\n.*--as alice/],
        [["factory:s", "--metadata", "[1]"], /--metadata takes a JSON object/],
        [["factory:s", "--metadata", "{"], /--metadata takes a JSON object/],
        [["factory:s", "--created-at", "yesterday"], /--created-at takes a time with a zone/],
        [["factory:s", "--created-at", "2026-01-05T10:00:00"], /--created-at takes a time with a zone/],
        [["factory:s", "--wait-timeout", "9s"], /--wait-timeout needs --wait/],
        [["factory:s", "--wait", "--wait-timeout", "soon"], /--wait-timeout takes a time/],
        [["honcho:w/s", "--as", "a", "--wait"], /a post to Honcho starts no agent/],
        [["mielto:conversation/c", "--wait"], /a post to Mielto starts no agent/]
      ] as const) {
        const said = yield* run(["post", ...args, "--text", "-"], { port, terminal: true })
        assert.strictEqual(said.exit, 2, args.join(" "))
        assert.match(said.stderr, says)
        assert.notInclude(said.stderr, "Type the message")
      }
      assert.deepStrictEqual(drafts, [])
    })
  )
})
