/** Copies: each message posted once, in order, whatever happens to the posts. */
import { assert, it } from "@effect/vitest"
import { ConversationRef, type Message, MessageRef } from "@org/messages-core"
import { Copy, CopyPlan } from "@org/messages-conversations"
import { CopyJournals } from "@org/messages-conversations/node"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import { appendFileSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Fakes from "../copyFakes.js"

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "copy-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true }))
)

const source = Either.getOrThrow(ConversationRef.parse("factory:s"))
const target = Either.getOrThrow(ConversationRef.parse("honcho:w/target"))

const peers = new Map([
  ["user", "alice"],
  ["assistant", "droid"]
])

const options = (resume = false): Copy.Options => ({ peers, split: false, name: Effect.succeed("copy-1"), resume })

const messageAt = (index: number): Message.Message => ({
  version: 1,
  format: "factory",
  ref: MessageRef.MessageRef.make(`factory:s/m${index}`),
  id: `m${index}`,
  role: index % 2 === 0 ? "user" : "assistant",
  parts: [{ type: "text", text: `message ${index}` }],
  createdAt: "2026-01-02T03:04:05Z"
})

const messages = (count: number) => Array.from({ length: count }, (_, index) => messageAt(index))

it.scoped("posts every message once, in order, with its author, time and place", () =>
  Effect.gen(function* () {
    const journal = CopyJournals.at(join(yield* folder, "deep", "journal"))
    const fake = Fakes.make(messages(25))
    const copied = yield* Copy.run(source, target, journal, options()).pipe(Effect.provide(fake.port))
    assert.deepStrictEqual(copied, { messages: 25, posts: 25, empty: 0 })
    assert.deepStrictEqual(fake.posted[1], {
      text: "message 1",
      author: { id: "droid" },
      createdAt: "2026-01-02T03:04:05Z",
      metadata: { copy: "copy-1", n: 1 }
    })
    assert.deepStrictEqual(
      fake.posted.map(({ text }) => text),
      messages(25).map((_, index) => `message ${index}`)
    )
  })
)

it.effect("posts nothing twice, whichever responses are lost and whenever it is resumed", () =>
  Effect.promise(() =>
    FastCheck.assert(
      FastCheck.asyncProperty(
        FastCheck.array(
          FastCheck.tuple(
            FastCheck.nat(40),
            FastCheck.constantFrom<Fakes.Event>("lost after", "lost before", "refused")
          ),
          { maxLength: 8 }
        ),
        async (events) => {
          const path = mkdtempSync(join(tmpdir(), "copy-"))
          try {
            const journal = CopyJournals.at(join(path, "journal"))
            const fake = Fakes.make(messages(23), { events: new Map(events) })
            for (;;) {
              const outcome = await Effect.runPromise(
                Copy.run(source, target, journal, options(true)).pipe(Effect.provide(fake.port), Effect.either)
              )
              if (Either.isRight(outcome)) break
              assert.strictEqual(outcome.left._tag, "CopyFailure", outcome.left.message)
              // A kill in the middle of a write to the journal.
              appendFileSync(journal.path, '{"type":"se')
            }
            assert.deepStrictEqual(
              fake.posted.map(({ metadata }) => metadata?.["n"]),
              messages(23).map((_, index) => index)
            )
          } finally {
            rmSync(path, { recursive: true })
          }
        }
      ),
      { numRuns: 25, endOnFailure: true }
    )
  )
)

it.scoped("refuses an unfinished journal without resume, and begins anew after a finished one", () =>
  Effect.gen(function* () {
    const journal = CopyJournals.at(join(yield* folder, "journal"))
    const fake = Fakes.make(messages(3), { events: new Map([[1, "lost after" as const]]) })
    const run = (resume: boolean) => Copy.run(source, target, journal, options(resume)).pipe(Effect.provide(fake.port))
    const lost = yield* Effect.flip(run(false))
    assert.include(lost.message, "message 2 of the source (factory:s/m1) may have been posted, 1 posts before it were")
    const conflict = yield* Effect.flip(run(false))
    assert.include(conflict.message, "1 posts are confirmed, 1 unknown")
    assert.deepStrictEqual(yield* run(true), { messages: 3, posts: 3, empty: 0 })
    assert.strictEqual(fake.posted.length, 3)
    yield* run(false)
    assert.strictEqual(fake.posted.length, 6)
  })
)

it.scoped("refuses a target that accepts only messages of a user, and a role without a peer", () =>
  Effect.gen(function* () {
    const journal = CopyJournals.at(join(yield* folder, "journal"))
    const fake = Fakes.make(messages(3))
    const veryfront = yield* ConversationRef.parse("veryfront:c")
    const refused = yield* Effect.flip(Copy.run(source, veryfront, journal, options())).pipe(Effect.provide(fake.port))
    assert.include(refused.message, "Veryfront accepts only messages of a user")
    const peerless = yield* Effect.flip(
      Copy.run(source, target, journal, { ...options(), peers: new Map([["user", "alice"]]) })
    ).pipe(Effect.provide(fake.port))
    assert.include(peerless.message, "--peer assistant=NAME")
  })
)

it.effect("plans what the target cannot hold, without a post", () => {
  const reasoning: Message.Message = {
    ...messageAt(1),
    parts: [
      { type: "reasoning", text: "hm" },
      { type: "text", text: "x".repeat(25_001) }
    ],
    parentId: "m0",
    model: "gpt-5"
  }
  const call: Message.Message = {
    ...messageAt(3),
    parts: [{ type: "tool-call", callId: "c", name: "ls", input: {} }],
    parentId: "m0"
  }
  const fake = Fakes.make([messageAt(0), reasoning, messageAt(2), call])
  const plan = (split: boolean) =>
    CopyPlan.make(source, "honcho", { peers, split, copy: "plan" }).pipe(Effect.provide(fake.port))
  return Effect.gen(function* () {
    const { problems, ...rest } = yield* plan(false)
    assert.deepStrictEqual(rest, {
      messages: 4,
      posts: 2,
      empty: 1,
      siblings: 1,
      dropped: { createdAt: 1, "parts: tool-call": 1, parentId: 1, role: 1 }
    })
    assert.deepStrictEqual(
      problems.map(({ n }) => n),
      [1]
    )
    assert.include(problems[0]?.problem, "25000 characters")
    assert.deepInclude(yield* plan(true), { posts: 4, problems: [] })
    assert.strictEqual(fake.posts(), 0)
  })
})

it.scoped("marks each piece of a text that was split", () =>
  Effect.gen(function* () {
    const journal = CopyJournals.at(join(yield* folder, "journal"))
    const long: Message.Message = { ...messageAt(0), parts: [{ type: "text", text: "One. Two! ".repeat(4000) }] }
    const fake = Fakes.make([long])
    yield* Copy.run(source, target, journal, { ...options(), split: true }).pipe(Effect.provide(fake.port))
    assert.deepStrictEqual(
      fake.posted.map(({ metadata }) => metadata),
      [
        { copy: "copy-1", n: 0, piece: 0, pieces: 2 },
        { copy: "copy-1", n: 0, piece: 1, pieces: 2 }
      ]
    )
    assert.strictEqual(fake.posted.map(({ text }) => text).join(""), "One. Two! ".repeat(4000))
  })
)
