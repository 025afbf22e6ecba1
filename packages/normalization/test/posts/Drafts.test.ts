/** Drafts that a provider cannot hold: refused with a path and what to do, before anything is sent. */
import { assert, describe, it } from "@effect/vitest"
import { LoopbackServer } from "@org/messages-contract"
import { ConversationRef, type Draft, Messages, type Part } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as PagedServer from "../lists/PagedServer.js"

const uuid = "11111111-1111-4111-a111-111111111111"
const author = { id: "alice" }
const parts = (...parts: ReadonlyArray<Part.Part>): Draft.Draft => ({ parts })

const refused: ReadonlyArray<readonly [to: string, Draft.Draft, path: string, problem: string]> = [
  ["factory:s", { text: "x", role: "assistant" }, "/role", "must be user, the only role that Factory takes"],
  [
    "factory:s",
    { text: "x", images: [{ type: "file", mediaType: "image/tiff", data: "AA==" }] },
    "/images/0/mediaType",
    "must be one of image/jpeg, image/png, image/gif, image/webp"
  ],
  ["honcho:w/s", { text: "x" }, "/author/id", "is missing: Honcho needs the author's id"],
  [
    "honcho:w/s",
    { text: "x".repeat(25_001), author },
    "/text",
    "has more than 25000 characters, the most that Honcho takes: post it in pieces"
  ],
  [
    "honcho:w/s",
    { text: "x", author, metadata: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [index, 1])) },
    "/metadata",
    "has more than 100 keys, the most that Honcho takes"
  ],
  ["honcho:w/s", { text: "a\0", author }, "/text", "has a NUL character, which Honcho would remove: leave it out"],
  [
    "honcho:w/s",
    { text: "a", author, metadata: { a: [{ "b\0": 1 }] } },
    "/metadata",
    "has a NUL character, which Honcho would remove: leave it out"
  ],
  [
    "mielto:conversation/c",
    { text: "x", role: "participant" },
    "/role",
    "must be user, assistant, system, developer or tool, the only roles that Mielto takes"
  ],
  [
    "mielto:conversation/c",
    parts({ type: "text", text: "a" }, { type: "text", text: "b" }),
    "/parts/1",
    "is a second text, and Mielto takes one: join the texts"
  ],
  [
    "mielto:conversation/c",
    parts({ type: "reasoning", text: "a" }),
    "/parts/0",
    "is a part of the type reasoning: Mielto takes text, tool-call and file parts"
  ],
  [
    "mielto:conversation/c",
    parts({ type: "file", mediaType: "image/png", data: "AA==" }),
    "/parts/0",
    "has neither a url nor a fileId: Mielto takes attachments that are stored elsewhere"
  ],
  [
    "mielto:conversation/c",
    parts({ type: "file", url: "https://a.example", extractedText: "a" }),
    "/parts/0/extractedText",
    "cannot be posted to Mielto with this part: leave it out"
  ],
  [
    "mielto:conversation/c",
    parts({ type: "tool-call", callId: "c", name: "n", state: "completed" }),
    "/parts/0/state",
    "cannot be posted to Mielto with this part: leave it out"
  ],
  [`veryfront:${uuid}`, { text: "x", role: "assistant" }, "/role", "must be user, the only role that Veryfront takes"],
  [
    `veryfront:${uuid}`,
    parts({ type: "text", text: "a" }, { type: "file", mediaType: "image/png", data: "AA==" }),
    "/parts/1/fileId",
    "is missing: Veryfront takes a file only by the id of its upload"
  ],
  [
    `veryfront:${uuid}`,
    parts({ type: "refusal", text: "no" }),
    "/parts/0",
    "is a part of the type refusal, which Veryfront does not take"
  ],
  [
    `veryfront:${uuid}`,
    parts({ type: "unknown", native: { type: "text", text: "a" } }),
    "/parts/0",
    "is a part of another platform, which Veryfront does not take"
  ],
  [
    `veryfront:${uuid}`,
    parts({ type: "reasoning", text: "a", signedBy: "google" }),
    "/parts/0/signedBy",
    "cannot be posted to Veryfront with this part: leave it out"
  ],
  [
    `veryfront:${uuid}`,
    parts({ type: "tool-result", callId: "c", content: [{ type: "text", text: "a" }] }),
    "/parts/0/content",
    "cannot be posted to Veryfront with this part: leave it out"
  ]
]

describe("a draft", () => {
  const refusal = (to: string, draft: Draft.Draft, options?: Messages.PostOptions) =>
    Effect.scoped(
      Effect.gen(function* () {
        const server = yield* LoopbackServer.make(() => LoopbackServer.json({}))
        const error = yield* Effect.gen(function* () {
          const address = yield* Effect.orDie(ConversationRef.parse(to))
          return yield* Effect.flip((yield* Messages.Messages).post(address, draft, options))
        }).pipe(Effect.provide(PagedServer.port(server.url)))
        assert.deepStrictEqual(server.requests, [])
        return { ...error }
      })
    )

  for (const [to, draft, path, problem] of refused)
    it.effect(`to ${to} is refused: ${path} ${problem}`, () =>
      Effect.map(refusal(to, draft), (error) =>
        assert.deepInclude(error, { _tag: "InvalidDraft", path, problem, delivery: "not-delivered" })
      )
    )

  it.effect(
    "to Veryfront is refused if a part misses what the contract requires, or has a value that it does not have",
    () =>
      Effect.gen(function* () {
        for (const part of [
          { type: "tool-call", callId: "c", name: "n", input: {} },
          { type: "tool-call", callId: "c", name: "n", input: {}, state: "denied" },
          { type: "file", fileId: "not-a-uuid", mediaType: "image/png" }
        ] as const) {
          const error = yield* refusal(`veryfront:${uuid}`, parts(part))
          assert.deepInclude(error, { _tag: "InvalidDraft", path: "/parts/0" })
          assert.match(
            String(Reflect.get(error, "problem")),
            /^is not a part that Veryfront takes: expected .* at \/(state|upload_id)$/
          )
        }
      })
  )

  it.effect("to Veryfront is refused with a key that is too long", () =>
    Effect.map(refusal(`veryfront:${uuid}`, { text: "x" }, { key: "k".repeat(256) }), (error) =>
      assert.deepInclude(error, { problem: "has a key of more than 255 characters, the most that Veryfront takes" })
    )
  )
})
