/** The routes over real HTTP, over a double of the port. */
import { assert, describe, it } from "@effect/vitest"
import { type Draft, type Message, MessageError, MessageRef } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Fiber from "effect/Fiber"
import { createHash } from "node:crypto"
import { ask, post, serve } from "./TestServer.js"

const ref = MessageRef.MessageRef.make("honcho:w/s/m")

const message: Message.Message = {
  version: 1,
  format: "honcho",
  ref,
  conversation: { id: "s", workspaceId: "w" },
  role: "participant",
  parts: [{ type: "text", text: "hi" }]
}

const get = () => Effect.succeed(message)

const notFound = new MessageError.MessageNotFound({ provider: "honcho", ref, status: 404 })

describe("GET /v1/messages/{ref}", () => {
  it.scopedLive("gives the canonical message with the digest of its bytes as ETag", () =>
    Effect.gen(function* () {
      const server = yield* serve({ get })
      const { body, headers, json, status } = yield* ask(server, "/v1/messages/honcho:w%2Fs%2Fm")
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(json, message)
      assert.strictEqual(headers["content-type"], "application/json")
      assert.strictEqual(headers["cache-control"], "private, no-cache")
      assert.strictEqual(headers["etag"], `"${createHash("sha256").update(body).digest("base64url")}"`)
    })
  )

  it.scopedLive("decodes its segment once, for any characters of an id", () =>
    Effect.gen(function* () {
      const asked: Array<string> = []
      const server = yield* serve({
        get: ({ ref }) =>
          Effect.as(
            Effect.sync(() => asked.push(ref)),
            message
          )
      })
      const ids = FastCheck.sample(FastCheck.fullUnicodeString({ minLength: 1, maxLength: 150 }), {
        numRuns: 200,
        seed: 1
      })
      const odd = [
        "a;b",
        "a#b",
        "a?b",
        "a%2Fb",
        "%25",
        "a+b",
        "a b",
        "//",
        "é",
        "..%2e",
        "x".repeat(400),
        "A;B/C?D#E%41"
      ]
      for (const id of [...odd, ...ids]) {
        const address = { provider: "veryfront", conversationId: id, messageId: "m" } as const
        const wanted = Either.getOrUndefined(MessageRef.make(address))?.ref
        if (wanted === undefined) continue
        const { status } = yield* ask(server, `/v1/messages/${encodeURIComponent(wanted)}`)
        assert.strictEqual(status, 200, id)
        assert.strictEqual(asked.pop(), wanted)
      }
    })
  )

  it.scopedLive("reads a semicolon that was not encoded as part of the id", () =>
    Effect.gen(function* () {
      const server = yield* serve({ get: ({ ref }) => Effect.succeed({ ...message, ref }) })
      const { json } = yield* ask(server, "/v1/messages/mielto:a;b")
      assert.strictEqual(json.ref, "mielto:a%3Bb")
    })
  )

  it.scopedLive("accepts the query of a ref inside the segment or as the query of the URL", () =>
    Effect.gen(function* () {
      const server = yield* serve({ get: ({ ref }) => Effect.succeed({ ...message, ref }) })
      for (const path of ["/v1/messages/factory:s%2Fm%3FcomputerId%3Dc", "/v1/messages/factory:s%2Fm?computerId=c"]) {
        assert.strictEqual((yield* ask(server, path)).json.ref, "factory:s/m?computerId=c")
      }
      assert.strictEqual((yield* ask(server, "/v1/messages/factory:s%2Fm?computer=c")).status, 400)
      assert.strictEqual((yield* ask(server, "/v1/messages/honcho:w%2Fs%2Fm?x=1")).status, 400)
    })
  )

  it.scopedLive("answers 304 without a body to a caller who has the message, for GET and HEAD", () =>
    Effect.gen(function* () {
      const server = yield* serve({ get })
      const path = "/v1/messages/honcho:w%2Fs%2Fm"
      const { body, headers } = yield* ask(server, path)
      const etag = String(headers.etag)
      for (const sent of [etag, `W/${etag}`, `"a", ${etag}`, "*"]) {
        for (const method of ["GET", "HEAD"]) {
          const again = yield* ask(server, path, { method, headers: { "if-none-match": sent } })
          assert.strictEqual(again.status, 304)
          assert.strictEqual(again.body.length, 0)
          assert.strictEqual(again.headers.etag, etag)
        }
      }
      assert.strictEqual((yield* ask(server, path, { headers: { "if-none-match": '"other"' } })).status, 200)
      const head = yield* ask(server, path, { method: "HEAD" })
      assert.strictEqual(head.status, 200)
      assert.strictEqual(head.body.length, 0)
      assert.strictEqual(head.headers.etag, etag)
      assert.strictEqual(head.headers["content-length"], String(body.length))
    })
  )

  it.scopedLive("keeps a __proto__ key of the residue", () =>
    Effect.gen(function* () {
      const present = JSON.parse('{"__proto__":{"a":1}}')
      const server = yield* serve({ get: () => Effect.succeed({ ...message, residue: { present } }) })
      const { text } = yield* ask(server, "/v1/messages/honcho:w%2Fs%2Fm")
      assert.include(text, '"present":{"__proto__":{"a":1}}')
    })
  )

  it.scopedLive("refuses text that is not a ref, without calling the port", () =>
    Effect.gen(function* () {
      const server = yield* serve({ get: () => Effect.die("asked") })
      for (const segment of ["x", "factory:", "factory:..%2Fm", "slack:a%2Fb", "%20", "honcho:w%2Fs"]) {
        const { json, status } = yield* ask(server, `/v1/messages/${segment}`)
        assert.strictEqual(status, 400, segment)
        assert.strictEqual(json.type, "urn:messages:problem:invalid-ref")
      }
    })
  )
})

describe("GET /v1/messages/{ref}/raw", () => {
  const path = "/v1/messages/honcho:w%2Fs%2Fm/raw"

  it.scopedLive("gives the provider's bytes, as JSON only if the provider sent JSON", () =>
    Effect.gen(function* () {
      const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0xff, 0x7d])
      const types: ReadonlyArray<readonly [string | undefined, string]> = [
        ["application/json; charset=utf-8", "application/json"],
        ["application/problem+json", "application/json"],
        ["text/html", "application/octet-stream"],
        ["application/jsonp", "application/octet-stream"],
        [undefined, "application/octet-stream"]
      ]
      for (const [contentType, expected] of types) {
        const server = yield* serve({
          getRaw: () => Effect.succeed({ body: bytes, ...(contentType !== undefined && { contentType }) })
        })
        const { body, headers, status } = yield* ask(server, path)
        assert.strictEqual(status, 200)
        assert.isTrue(body.equals(bytes))
        assert.strictEqual(headers["content-type"], expected)
        assert.strictEqual(headers["x-content-type-options"], "nosniff")
        assert.strictEqual(headers["content-disposition"], "attachment")
        const again = yield* ask(server, path, { headers: { "if-none-match": String(headers.etag) } })
        assert.strictEqual(again.status, 304)
      }
    })
  )

  it.scopedLive("fails as GET /v1/messages/{ref} does", () =>
    Effect.gen(function* () {
      const server = yield* serve({ getRaw: () => Effect.fail(notFound) })
      assert.strictEqual((yield* ask(server, path)).json.type, "urn:messages:problem:message-not-found")
    })
  )
})

describe("POST /v1/messages", () => {
  const file = { type: "file", mediaType: "text/plain", text: "a" } as const
  const posted = { ref: MessageRef.MessageRef.make("factory:s/a%20b"), agentStatus: "running" }

  it.scopedLive("posts the draft to the conversation in its normal form, and gives the location of the message", () =>
    Effect.gen(function* () {
      const asked: Array<readonly [string, Draft.Draft]> = []
      const server = yield* serve({
        post: ({ ref }, draft) =>
          Effect.as(
            Effect.sync(() => asked.push([ref, draft])),
            posted
          ),
        get: ({ ref }) => Effect.succeed({ ...message, ref })
      })
      const { headers, json, status } = yield* post(server, { conversation: "factory:%73", text: "hi", files: [file] })
      assert.strictEqual(status, 201)
      assert.deepStrictEqual(json, posted)
      assert.deepStrictEqual(asked, [["factory:s", { text: "hi", files: [file] }]])
      assert.strictEqual(headers.location, "/v1/messages/factory%3As%2Fa%2520b")
      assert.strictEqual((yield* ask(server, String(headers.location))).json.ref, posted.ref)
    })
  )

  it.scopedLive("says where a body departs from the contract, and does not repeat its values", () =>
    Effect.gen(function* () {
      const server = yield* serve({ post: () => Effect.die("asked") }, { bodyLimit: 1e7, jsonLimit: 1e6 })
      const valid = { conversation: "factory:s", text: "hi" }
      const canary = "canary-7f3a"
      const deep = `${"[".repeat(1e5)}${"]".repeat(1e5)}`
      const bodies: ReadonlyArray<readonly [unknown, string, string]> = [
        [{ ...valid, txet: canary }, "/txet", "is not known"],
        [`{"__proto__":"${canary}","conversation":"factory:s","text":"hi"}`, "/__proto__", "is not known"],
        [{ text: "hi" }, "/conversation", "is missing"],
        [{ ...valid, text: [canary] }, "/text", "must be string"],
        [{ ...valid, files: [file, { ...file, type: canary }] }, "/files/1/type", 'must be "file"'],
        [{ ...valid, images: [{ ...file, "a/b": canary }] }, "/images/0/a~1b", "is not known"],
        [[canary], "", "must be an object"],
        [`{"conversation":"factory:s","text":${deep}}`, "/text", "is nested deeper than 64"],
        [`{"conversation":"factory:s","text":1e999}`, "/text", "is not a finite number"]
      ]
      for (const [body, path, problem] of bodies) {
        const { json, status, text } = yield* post(server, body)
        assert.strictEqual(status, 422)
        assert.strictEqual(json.type, "urn:messages:problem:unexpected-body")
        assert.isTrue(json.path.startsWith(path), json.path)
        assert.strictEqual(json.problem, problem)
        assert.notInclude(text, canary)
        assert.isBelow(text.length, 1_000)
      }
    })
  )

  it.scopedLive("refuses a body that is not JSON or not UTF-8", () =>
    Effect.gen(function* () {
      const server = yield* serve({ post: () => Effect.die("asked") })
      const bad = Buffer.concat([
        Buffer.from('{"conversation":"factory:s","text":"'),
        Buffer.from([0xff]),
        Buffer.from('"}')
      ])
      for (const body of ["", "{", "{'a':1}", '\ufeff{"a":1}', '{"a":01}', bad]) {
        const { json, status } = yield* post(server, body)
        assert.strictEqual(status, 400)
        assert.strictEqual(json.type, "urn:messages:problem:malformed-body")
      }
    })
  )

  it.scopedLive("accepts only uncompressed JSON in UTF-8", () =>
    Effect.gen(function* () {
      const server = yield* serve({ post: () => Effect.succeed(posted) })
      const body = { conversation: "factory:s", text: "hi" }
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", ""]) {
        const { json, status } = yield* post(server, body, { "content-type": type })
        assert.strictEqual(status, 415, type)
        assert.strictEqual(json.type, "urn:messages:problem:unsupported-media-type")
      }
      assert.strictEqual((yield* post(server, body, { "content-encoding": "gzip" })).status, 415)
      for (const type of ["application/json", "Application/JSON; charset=UTF-8", 'application/json;charset="utf-8"']) {
        assert.strictEqual((yield* post(server, body, { "content-type": type })).status, 201, type)
      }
    })
  )

  it.scopedLive("names the member conversation if it is not a ref", () =>
    Effect.gen(function* () {
      const server = yield* serve({ post: () => Effect.die("asked") })
      const { json, status } = yield* post(server, { conversation: "factory:a/b", text: "hi" })
      assert.strictEqual(status, 400)
      assert.strictEqual(json.delivery, "not-delivered")
      assert.strictEqual(json.type, "urn:messages:problem:invalid-ref")
      assert.strictEqual(json.path, "/conversation")
    })
  )

  it.scopedLive("finishes a post whose caller has disconnected", () =>
    Effect.gen(function* () {
      const begun = yield* Effect.makeLatch()
      const go = yield* Effect.makeLatch()
      const done = yield* Effect.makeLatch()
      const server = yield* serve({
        post: () => begun.open.pipe(Effect.zipRight(go.await), Effect.zipRight(done.open), Effect.as(posted))
      })
      const caller = yield* Effect.fork(post(server, { conversation: "factory:s", text: "hi" }))
      yield* begun.await
      yield* Fiber.interrupt(caller)
      yield* server.logged(({ status }) => status === 499)
      yield* go.open
      yield* done.await
    })
  )
})

describe("the other routes", () => {
  it.scopedLive("list the providers, show the state of the server, and name the paths of its reference", () =>
    Effect.gen(function* () {
      const availability = { provider: "honcho", url: "http://h", configured: true, operations: ["get"] } as const
      const server = yield* serve({ providers: Effect.succeed([availability]) })
      assert.deepStrictEqual((yield* ask(server, "/v1/providers")).json, [availability])
      assert.deepStrictEqual((yield* ask(server, "/healthz")).json, { status: "ok" })
      assert.deepStrictEqual((yield* ask(server, "/readyz")).json, { status: "ready" })
      assert.include((yield* ask(server, "/")).json, { docs: "/docs", openapi: "/openapi.json" })
    })
  )
})
