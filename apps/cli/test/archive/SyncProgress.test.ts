/** What a person sees while a sync runs; time is under control. */
import { assert, it } from "@effect/vitest"
import { type Conversation, ConversationRef } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as TestClock from "effect/TestClock"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { message, page, ref, run } from "../support.js"

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "synced-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true }))
)

const conversation = (id: string): Conversation.Conversation => ({
  version: 1,
  provider: "factory",
  ref: Either.getOrThrow(ConversationRef.parse(`factory:${id}`)).ref,
  id
})

/** A provider that takes a second for the messages of each of its conversations. */
const port = (ids: ReadonlyArray<string>) => ({
  conversations: () => Effect.succeed(page(ids.map(conversation))),
  list: ({ ref: of }: { readonly ref: string }) =>
    Effect.as(TestClock.adjust("1 second"), page([message({ ref: ref(`${of}/m1`) })]))
})

/** The lines that were drawn one after the other. */
const drawn = (stderr: string): ReadonlyArray<string> =>
  stderr
    .split("\r")
    .map((line) => line.trim())
    .filter((line) => line !== "")

it.scoped("a terminal shows how many conversations were read, and claims no total before the end", () =>
  Effect.gen(function* () {
    const args = ["archive", "sync", "factory", "--file", join(yield* folder, "a.db")]
    const ids = ["a", "b", "c", "d", "e", "f"]
    const { exit, stderr, stdout } = yield* run(args, { terminal: true, columns: 120, port: port(ids) })
    assert.strictEqual(exit, 0)
    assert.include(stdout, "factory  6 new, 0 changed, 0 gone, 0 unchanged  6 conversations, 7 requests")
    const lines = drawn(stderr).filter((line) => !line.includes("waiting for"))
    assert.isAbove(lines.length, 1)
    for (const line of lines)
      assert.match(line, /^factory: \d conversations? read, \d new, 0 changed, 0 gone, 0 unchanged, \d requests?$/)
  })
)
