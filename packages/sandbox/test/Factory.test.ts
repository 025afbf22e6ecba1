import { assert, describe, it } from "@effect/vitest"
import { Contract, Samples } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import { maximumBody } from "../src/http/SandboxRequest.js"
import { Sandbox } from "../src/index.js"
import { bearer, type Options, send, services } from "./Client.js"

const messages = "/factory/api/v0/sessions/invoice-bug/messages"

const headers = bearer("fk-sandbox")

const get = (path: string, options?: Options) => send(path, { headers, ...options })

const post = (body: string, options?: Options) => send(messages, { headers, body, ...options })

const postText = (text: string) => Effect.map(post(JSON.stringify({ text })), ({ json }) => posted(json))

const posted = (json: unknown): { readonly messageId: string; readonly status: string } => {
  assert.deepStrictEqual(Contract.of("factory.post-message").success(json), [])
  return JSON.parse(JSON.stringify(json))
}

/** Checks that the response is an error with this status, in the form that the contract has for errors. */
const refused = (
  { headers, json, status }: Effect.Effect.Success<ReturnType<typeof send>>,
  expected: { readonly status: number; readonly title: string; readonly detail: string }
) => {
  assert.strictEqual(status, expected.status)
  assert.strictEqual(headers["content-type"], "application/json")
  assert.deepStrictEqual(json, expected)
  assert.deepStrictEqual(Contract.of("factory.get-message").answer(404, json), [])
}

const png = { type: "base64", mediaType: "image/png", data: "iVBORw0KGgo=" }
const pdf = { type: "base64", mediaType: "application/pdf", data: "JVBERi0=", name: "a.pdf", path: "/a.pdf" }
const ini = { type: "text", mediaType: "text/plain", data: "a=1", name: "a.ini", mime: "text/x-ini" }

describe("Factory", () => {
  it.scoped("refuses a missing and a wrong key", () =>
    Effect.gen(function* () {
      const unauthorized = { status: 401, title: "Unauthorized", detail: "Missing or invalid API key" }
      for (const headers of [{}, bearer("fk-other"), { "x-api-key": "fk-sandbox" }, { authorization: "fk-sandbox" }]) {
        refused(yield* get(`${messages}/question`, { headers }), unauthorized)
        refused(yield* post('{"text":"x"}', { headers }), unauthorized)
      }
    }).pipe(Effect.provide(services))
  )

  it.scoped("refuses an organization without sessions", () =>
    Effect.gen(function* () {
      const headers = bearer(Sandbox.factoryKeyWithoutSessions)
      const { json, status } = yield* get(`${messages}/question`, { headers })
      assert.strictEqual(status, 403)
      assert.deepStrictEqual(json, Samples.get("factory", "error-403.json").json)
      assert.strictEqual((yield* post('{"text":"x"}', { headers })).status, 403)
    }).pipe(Effect.provide(services))
  )

  it.scoped("refuses any other message, session, path or method", () =>
    Effect.gen(function* () {
      const none = (detail: string) => ({ status: 404, title: "Not Found", detail })
      refused(yield* get(`${messages}/nothing`), none("Message not found"))
      refused(yield* get(`${messages}/${"m".repeat(512)}`), none("Message not found"))
      refused(yield* get(`${messages}/a%2Fb%3F`), none("Message not found"))
      refused(yield* get("/factory/api/v0/sessions/other/messages/question"), none("Session not found"))
      refused(
        yield* send("/factory/api/v0/sessions/other/messages", { headers, body: '{"text":"x"}' }),
        none("Session not found")
      )
      refused(yield* get("/factory/api/v0/nothing"), none("Not Found"))
      refused(yield* get(`${messages}/%zz`), none("Not Found"))
      const wrong = yield* get(`${messages}/question`, { method: "DELETE" })
      refused(wrong, { status: 405, title: "Method Not Allowed", detail: "Method Not Allowed" })
      assert.strictEqual(wrong.headers["allow"], "GET")
      assert.strictEqual((yield* get(messages, { method: "PUT" })).headers["allow"], "GET, POST")
    }).pipe(Effect.provide(services))
  )

  it.scoped("accepts a computer id in a read", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* get(`${messages}/question?computerId=c1`)).status, 200)
    }).pipe(Effect.provide(services))
  )

  it.scoped("gives a posted message back at once, with its images and files as content", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_767_700_000_000)
      const { json } = yield* post(JSON.stringify({ text: "Look", images: [png], files: [pdf, ini], computerId: "c1" }))
      const { messageId, status } = posted(json)
      assert.strictEqual(status, "pending")
      const { json: message } = yield* get(`${messages}/${messageId}`)
      assert.deepStrictEqual(Contract.of("factory.get-message").success(message), [])
      assert.deepStrictEqual(message, {
        id: messageId,
        role: "user",
        content: [
          { type: "text", text: "Look" },
          { type: "image", source: png },
          { type: "document", source: pdf },
          { type: "document", source: ini }
        ],
        createdAt: 1_767_700_000_000,
        updatedAt: 1_767_700_000_000,
        parentId: "notice"
      })
    }).pipe(Effect.provide(services))
  )

  it.scoped("lets the agent reply a second after the post", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_767_700_000_000)
      const { messageId } = posted(
        (yield* post(JSON.stringify({ text: "Look", images: [png], files: [pdf, ini] }))).json
      )
      const reply = get(`${messages}/${messageId}-reply`)
      yield* TestClock.adjust("999 millis")
      assert.strictEqual((yield* reply).status, 404)
      yield* TestClock.adjust("1 millis")
      const { json } = yield* reply
      assert.deepStrictEqual(Contract.of("factory.get-message").success(json), [])
      assert.deepStrictEqual(json, {
        id: `${messageId}-reply`,
        role: "assistant",
        content: [{ type: "text", text: "You wrote: Look\n\nYou attached 1 image and 2 files." }],
        createdAt: 1_767_700_001_000,
        updatedAt: 1_767_700_001_000,
        parentId: messageId
      })
    }).pipe(Effect.provide(services))
  )

  it.scoped("reports that the agent is running until it has replied, and continues from the last message", () =>
    Effect.gen(function* () {
      const first = yield* postText("one")
      const second = yield* postText("two")
      assert.notStrictEqual(first.messageId, second.messageId)
      assert.strictEqual(second.status, "running")
      assert.deepInclude((yield* get(`${messages}/${second.messageId}`)).json, { parentId: first.messageId })
      yield* TestClock.adjust("1 seconds")
      const third = yield* postText("three")
      assert.strictEqual(third.status, "pending")
      assert.deepInclude((yield* get(`${messages}/${third.messageId}`)).json, { parentId: `${second.messageId}-reply` })
    }).pipe(Effect.provide(services))
  )

  it.effect("starts every sandbox from the same state, with the same ids", () =>
    Effect.gen(function* () {
      const run = Effect.scoped(postText("one")).pipe(Effect.provide(services))
      const { messageId } = yield* run
      assert.strictEqual(messageId, "00000000-0000-4000-8000-000000000001")
      assert.strictEqual((yield* run).messageId, messageId)
      const { status } = yield* get(`${messages}/${messageId}`).pipe(Effect.provide(services))
      assert.strictEqual(status, 404)
    })
  )

  const bad: ReadonlyArray<[string, string, string]> = [
    ["no JSON", "{", "Invalid request body"],
    ["no object", "[]", "Invalid request body"],
    ["no text", "{}", "Invalid request body at /text"],
    ["a text that is no text", '{"text":7}', "Invalid request body at /text"],
    ["a key that is not known", '{"text":"x","wait":true}', "Invalid request body at /wait"],
    ["a __proto__ key", '{"text":"x","__proto__":{}}', "Invalid request body at /__proto__"],
    [
      "an image of another kind",
      JSON.stringify({ text: "x", images: [png, { ...png, mediaType: "image/tiff" }] }),
      "Invalid request body at /images/1/mediaType"
    ],
    [
      "an image with more than that",
      JSON.stringify({ text: "x", images: [{ ...png, name: "a.png" }] }),
      "Invalid request body at /images/0/name"
    ],
    [
      "a file of another kind",
      JSON.stringify({ text: "x", files: [{ ...pdf, mediaType: "application/zip" }] }),
      "Invalid request body at /files/0/mediaType"
    ]
  ]

  for (const [what, body, detail] of bad)
    it.scoped(`refuses a post with ${what}, as the contract does`, () =>
      Effect.gen(function* () {
        refused(yield* post(body), { status: 400, title: "Bad Request", detail })
        const { request } = Contract.of("factory.post-message")
        if (body !== "{") assert.isNotEmpty(request?.(JSON.parse(body)))
      }).pipe(Effect.provide(services))
    )

  it.scoped("accepts every sample of a post", () =>
    Effect.gen(function* () {
      for (const { text } of Samples.requests("factory")) posted((yield* post(text)).json)
    }).pipe(Effect.provide(services))
  )

  it.scoped("refuses a post whose type is not JSON, and one that is too large", () =>
    Effect.gen(function* () {
      const type = { status: 400, title: "Bad Request", detail: "Content-Type must be application/json" }
      refused(yield* post('{"text":"x"}', { contentType: "text/plain" }), type)
      const large = JSON.stringify({ text: "x".repeat(maximumBody) })
      refused(yield* post(large), { status: 413, title: "Content Too Large", detail: "The body is too large" })
    }).pipe(Effect.provide(services))
  )
})
