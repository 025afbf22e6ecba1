/** Posts to all four providers over real HTTP: the body that each gets, and the ref that comes back. */
import { assert, describe, it } from "@effect/vitest"
import { LoopbackServer, Samples } from "@org/messages-contract"
import type { Messages } from "@org/messages-core"
import { ConversationRef, type Draft, type Json, type Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import { post } from "./Poster.js"

const uuid = "11111111-1111-4111-a111-111111111111"

const created: { readonly [P in Provider.Provider]: Json.Json } = {
  factory: { messageId: "m1", status: "pending" },
  mielto: { id: "m1", content: "x" },
  honcho: Samples.get("honcho", "res-create-batch-201.json").json,
  veryfront: { id: uuid }
}

const everything: Draft.Draft = { text: "Hello", metadata: { source: "test" } }

describe("a post", () => {
  const bodies: ReadonlyArray<
    readonly [
      what: string,
      to: string,
      Draft.Draft,
      Messages.PostOptions,
      request: string,
      body: Json.Json,
      ref: string
    ]
  > = [
    [
      "of a user to Factory",
      "factory:s1?computerId=c1",
      { text: "Fix it", role: "user" },
      {},
      "POST /api/v0/sessions/s1/messages",
      { text: "Fix it", computerId: "c1" },
      "factory:s1/m1?computerId=c1"
    ],
    [
      "of a peer to Honcho",
      "honcho:w%2F1/s1",
      { ...everything, author: { id: "alice" }, createdAt: "2024-01-15T10:30:00Z" },
      {},
      "POST /v3/workspaces/w%2F1/sessions/s1/messages",
      {
        messages: [
          { content: "Hello", peer_id: "alice", metadata: { source: "test" }, created_at: "2024-01-15T10:30:00Z" }
        ]
      },
      "honcho:w%2F1/s1/aaaaaaaaaaaaaaaaaaaaa"
    ],
    [
      "of a user to Mielto",
      "mielto:conversation/c1?workspaceId=w1",
      { text: "Hello, how are you?" },
      {},
      "POST /api/v1/messages",
      {
        conversation_id: "c1",
        content: { content: "Hello, how are you?", role: "user", message_type: "text" },
        enable_memories: false
      },
      "mielto:m1?workspaceId=w1"
    ],
    [
      "of an assistant to Mielto, with all that it can hold",
      "mielto:conversation/c1",
      {
        role: "assistant",
        tags: ["a"],
        metadata: { source: "test" },
        createdAt: "2024-01-15T10:30:00Z",
        parts: [
          { type: "text", text: "Looking", id: "p1", residue: { present: { cache: true } } },
          { type: "tool-call", callId: "call_1", name: "search", input: { q: "x" } },
          {
            type: "file",
            fileId: "f1",
            url: "https://files.example/1",
            filename: "a.pdf",
            mediaType: "application/pdf"
          }
        ]
      },
      {},
      "POST /api/v1/messages",
      {
        conversation_id: "c1",
        content: {
          content: "Looking",
          role: "assistant",
          message_type: "text",
          tool_calls: [{ type: "function", id: "call_1", function: { name: "search", arguments: '{"q":"x"}' } }],
          attachments: [{ mimetype: "application/pdf", url: "https://files.example/1", file_id: "f1", label: "a.pdf" }],
          tags: ["a"],
          meta_data: { source: "test" },
          created_at: "2024-01-15T10:30:00Z"
        },
        enable_memories: false
      },
      "mielto:m1"
    ],
    [
      "of a text to Veryfront, with the key of the caller",
      `veryfront:${uuid}`,
      { ...everything, parentId: uuid },
      { key: "33333333-3333-4333-a333-333333333334" },
      `POST /conversations/${uuid}/messages`,
      {
        role: "user",
        parts: [{ type: "text", text: "Hello" }],
        parent_id: uuid,
        idempotency_key: "33333333-3333-4333-a333-333333333334",
        metadata: { source: "test" }
      },
      `veryfront:${uuid}/${uuid}`
    ],
    [
      "of parts to Veryfront",
      `veryfront:${uuid}`,
      {
        parts: [
          { type: "text", text: "See" },
          { type: "data", name: "chart", value: { a: [1] } },
          { type: "citation", sourceId: "s", url: "https://a.example" },
          { type: "file", fileId: uuid, mediaType: "image/png" }
        ]
      },
      { key: "k" },
      `POST /conversations/${uuid}/messages`,
      {
        role: "user",
        parts: [
          { type: "text", text: "See" },
          { type: "data", name: "chart", value: { a: [1] } },
          { type: "citation", source_id: "s", url: "https://a.example" },
          { type: "image", upload_id: uuid, media_type: "image/png" }
        ],
        idempotency_key: "k"
      },
      `veryfront:${uuid}/${uuid}`
    ]
  ]
  for (const [what, to, draft, options, request, body, ref] of bodies)
    it.effect(what, () =>
      Effect.gen(function* () {
        const { provider } = yield* ConversationRef.parse(to)
        const sent = yield* post(to, draft, [LoopbackServer.json(created[provider], 201)], options)
        assert.deepStrictEqual(
          sent.requests.map(({ body, request }) => ({ body, request })),
          [{ body, request }]
        )
        assert.strictEqual(Reflect.get(sent.outcome, "ref"), ref)
      })
    )

  it.effect("to Mielto has a ref if the response has an id in any known form, and none otherwise", () =>
    Effect.gen(function* () {
      for (const [answer, ref] of [
        [{ id: "m1" }, "mielto:m1?workspaceId=w1"],
        [{ message_id: "m1" }, "mielto:m1?workspaceId=w1"],
        [[{ id: 7 }], "mielto:7?workspaceId=w1"],
        [{ data: { id: "m1" } }, "mielto:m1?workspaceId=w1"],
        [{ data: [{ id: "m1" }] }, "mielto:m1?workspaceId=w1"],
        [{ success: true }, undefined],
        [{ id: ".." }, undefined],
        [[], undefined]
      ] as const) {
        const { outcome, requests } = yield* post("mielto:conversation/c1?workspaceId=w1", { text: "x" }, [
          LoopbackServer.json(answer)
        ])
        assert.deepStrictEqual<object>(outcome, ref === undefined ? {} : { ref })
        assert.strictEqual(requests[0]?.workspace, "w1")
      }
    })
  )

  it.effect("whose response cannot be read may have been delivered", () =>
    Effect.gen(function* () {
      for (const [to, answer, path] of [
        ["mielto:conversation/c1", { error: { message: "overloaded" } }, ""],
        ["mielto:conversation/c1", "ok", ""],
        ["honcho:w/s", {}, ""],
        ["honcho:w/s", [], "/0"],
        ["honcho:w/s", [{ id: ".." }], "/0/id"],
        [`veryfront:${uuid}`, { data: [] }, "/id"]
      ] as const) {
        const draft = to.startsWith("honcho") ? { text: "x", author: { id: "alice" } } : { text: "x" }
        const { outcome } = yield* post(to, draft, [LoopbackServer.json(answer)])
        assert.deepInclude(outcome, { reason: "Malformed", operation: "post", delivery: "unknown", path })
      }
    })
  )
})
