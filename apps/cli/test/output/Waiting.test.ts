/** Commands that run long show that they wait for their first result; time is under control. */
import { assert, describe, it } from "@effect/vitest"
import type { Conversation } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { message, page, ref, run } from "../support.js"

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "waiting-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true }))
)

const providers = (["factory", "honcho"] as const).map((provider) => ({
  provider,
  url: `https://${provider}.example.com`,
  configured: true,
  operations: ["list", "post"] as const
}))

/** A provider whose responses take more than three seconds. */
const slow = {
  providers: Effect.succeed(providers),
  list: () => Effect.as(TestClock.adjust("3100 millis"), page([message()])),
  conversations: () => Effect.as(TestClock.adjust("3100 millis"), page<Conversation.Conversation>([])),
  post: () => Effect.as(TestClock.adjust("3100 millis"), { ref: ref("honcho:w/s/m1") })
}

/** What was drawn, each once. */
const drawn = (stderr: string): ReadonlyArray<string> => [
  ...new Set(
    stderr
      .split(/[\r\n]+/)
      .map((line) => line.replace(/^[⠋⠙⠸⠴⠦⠇] /, "").trim())
      .filter((line) => line !== "")
  )
]

const waiting = ["waiting for 1 s", "waiting for 2 s", "waiting for 3 s"]

describe("a slow provider", () => {
  for (const [name, args] of [
    ["archive sync of a conversation", ["archive", "sync", "factory:s1", "--file", "out"]],
    ["archive sync of a provider", ["archive", "sync", "factory", "--file", "out"]],
    ["export of a conversation", ["export", "factory:s1", "--to", "out"]],
    ["export of a provider", ["export", "--all", "factory", "--to", "out"]],
    ["export of a document", ["export", "factory:s1", "--to", "out", "--format", "anthropic"]],
    ["copy", ["copy", "factory:s1", "honcho:w/s", "--peer", "assistant=bot", "--journal", "out"]]
  ] as const)
    it.scoped(`makes ${name} show how long it has waited, until there is something to show`, () =>
      Effect.gen(function* () {
        const out = join(yield* folder, "out")
        const given = args.map((arg) => (arg === "out" ? out : arg))
        const { stderr } = yield* run(given, { terminal: true, columns: 100, port: slow })
        assert.deepStrictEqual(drawn(stderr).slice(0, 3), waiting, stderr)
        assert.notMatch(stderr.split("\n").at(-1) ?? "", /[^\r ]+ *$/, "the last line is empty")
        const quiet = yield* run([...given.map((arg) => (arg === out ? `${out}2` : arg)), "--json"], {
          terminal: true,
          port: slow
        })
        assert.notInclude(quiet.stderr, "waiting")
      })
    )

  it.scoped("draws nothing among the lines of --progress json", () =>
    Effect.gen(function* () {
      const args = ["export", "factory:s1", "--progress", "json", "--to", join(yield* folder, "out")]
      const { stderr } = yield* run(args, { terminal: true, port: slow })
      for (const line of stderr.split("\n").slice(0, -1)) assert.match(line, /^\{.*\}$/)
    })
  )

  it.scoped("draws whole lines on a terminal that has no width", () =>
    Effect.gen(function* () {
      const args = ["export", "factory:s1", "--to", join(yield* folder, "out")]
      const { stderr } = yield* run(args, { terminal: true, columns: 0, port: slow })
      assert.include(stderr, "1 messages")
    })
  )
})
