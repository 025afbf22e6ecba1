/** Posts with an Idempotency-Key, over a double of the port. */
import { assert, describe, it } from "@effect/vitest"
import { MessageError, MessageRef } from "@org/messages-core"
import { IdempotencyStore } from "@org/messages-idempotency"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as OpenApiValidator from "./openapi/OpenApiValidator.js"
import { type Answer, ask, post, serve, type Port } from "./TestServer.js"

const key = (text: string) => ({ "idempotency-key": text })

const draft = { conversation: "factory:s", text: "hi" }

/** A port that counts its posts, and gives each another ref. */
const counting = (wait: Effect.Effect<void> = Effect.void) => {
  const asked: Array<string> = []
  const posting: Port["post"] = (_, { text }) =>
    Effect.sync(() => asked.push(text ?? "")).pipe(
      Effect.zipLeft(wait),
      Effect.map((count) => ({ ref: MessageRef.MessageRef.make(`factory:s/m${count}`), agentStatus: "idle" }))
    )
  return { asked, posting }
}

const isDocumented = ({ json, status }: Answer) =>
  assert.deepStrictEqual(OpenApiValidator.faults("post", "/v1/messages", status, json), [])

const same = (a: Answer, b: Answer) => {
  assert.strictEqual(a.status, b.status)
  assert.isTrue(a.body.equals(b.body))
  for (const name of ["content-type", "location", "retry-after"])
    assert.strictEqual(a.headers[name], b.headers[name], name)
}

describe("a post with a key", () => {
  it.scopedLive("gets the same bytes a second time, and is not sent again", () =>
    Effect.gen(function* () {
      const { asked, posting } = counting()
      const server = yield* serve({ post: posting })
      const first = yield* post(server, draft, key('"k"'))
      assert.strictEqual(first.status, 201)
      assert.notProperty(first.headers, "idempotent-replayed")
      for (const sent of ['"k"', "k"]) {
        const again = yield* post(server, { text: "hi", conversation: "factory:%73" }, key(sent))
        same(again, first)
        assert.strictEqual(again.headers["idempotent-replayed"], "true")
        assert.notStrictEqual(again.headers["x-request-id"], first.headers["x-request-id"])
        isDocumented(again)
      }
      assert.lengthOf(asked, 1)
    })
  )

  it.scopedLive("is sent once when it arrives fifty times at once; the others get 409 until it has a response", () =>
    Effect.gen(function* () {
      const go = yield* Deferred.make<void>()
      const { asked, posting } = counting(Deferred.await(go))
      const server = yield* serve({ post: posting })
      const answers: Array<Answer> = []
      const othersAnswered = yield* Deferred.make<void>()
      const all = yield* Effect.forEach(
        Array.from({ length: 50 }),
        () =>
          Effect.tap(post(server, draft, key("k")), (answer) =>
            answers.push(answer) === 49 ? Deferred.succeed(othersAnswered, undefined) : Effect.void
          ),
        { concurrency: "unbounded" }
      ).pipe(Effect.fork)
      yield* Deferred.await(othersAnswered)
      yield* Deferred.succeed(go, undefined)
      const statuses = (yield* Fiber.join(all)).map(({ status }) => status).sort()
      assert.deepStrictEqual(statuses, [201, ...Array.from({ length: 49 }, () => 409)])
      assert.lengthOf(asked, 1)
      for (const answer of answers.slice(0, 49)) {
        assert.strictEqual(answer.json.type, "urn:messages:problem:post-in-progress")
        assert.strictEqual(answer.headers["retry-after"], "1")
        assert.notProperty(answer.headers, "idempotent-replayed")
        isDocumented(answer)
      }
      assert.strictEqual((yield* post(server, draft, key("k"))).headers["idempotent-replayed"], "true")
    })
  )

  it.scopedLive("gets 422 with another body, text or conversation", () =>
    Effect.gen(function* () {
      const { asked, posting } = counting()
      const server = yield* serve({ post: posting })
      yield* post(server, draft, key("k"))
      const file = { type: "file", mediaType: "text/plain", text: "a" }
      for (const other of [{ text: "ho" }, { conversation: "factory:t" }, { files: [file] }, { files: [] }]) {
        const answer = yield* post(server, { ...draft, ...other }, key("k"))
        assert.strictEqual(answer.status, 422)
        assert.strictEqual(answer.json.type, "urn:messages:problem:idempotency-key-reused")
        isDocumented(answer)
      }
      assert.lengthOf(asked, 1)
    })
  )

  it.scopedLive("is another post for another token, and the same post for any spelling of the header", () =>
    Effect.gen(function* () {
      const { asked, posting } = counting()
      const tokens = ["first-token", "second-token"].map((token) => Redacted.make(token))
      const server = yield* serve({ post: posting }, { tokens })
      const send = (authorization: string) => post(server, draft, { ...key("k"), authorization })
      const first = yield* send("Bearer first-token")
      const second = yield* send("Bearer second-token")
      assert.notStrictEqual(first.text, second.text)
      same(yield* send("bearer  first-token "), first)
      same(yield* send("Bearer second-token"), second)
      assert.strictEqual((yield* send("Bearer third-token")).status, 401)
      assert.lengthOf(asked, 2)
    })
  )

  it.scopedLive("that failed for good gets the same response again, with the id of the request that failed", () =>
    Effect.gen(function* () {
      let posts = 0
      const error = new MessageError.ProviderFailure({
        provider: "factory",
        operation: "post",
        attempts: 1,
        reason: "Unavailable",
        origin: "provider",
        status: 503,
        retryAfterMs: 7_000,
        delivery: "unknown"
      })
      const server = yield* serve({
        post: () =>
          Effect.zipRight(
            Effect.sync(() => posts++),
            Effect.fail(error)
          )
      })
      const first = yield* post(server, draft, key("k"))
      assert.deepInclude(first.json, { status: 503, delivery: "unknown", requestId: first.headers["x-request-id"] })
      assert.strictEqual(first.headers["retry-after"], "7")
      const again = yield* post(server, draft, key("k"))
      same(again, first)
      assert.strictEqual(again.headers["idempotent-replayed"], "true")
      assert.strictEqual(posts, 1)
    })
  )

  it.scopedLive("that was not delivered is sent again", () =>
    Effect.gen(function* () {
      let posts = 0
      const error = new MessageError.NotConfigured({ provider: "factory", variable: "FACTORY_API_KEY" })
      const server = yield* serve({
        post: () =>
          Effect.zipRight(
            Effect.sync(() => posts++),
            Effect.fail(error)
          )
      })
      for (let turn = 0; turn < 3; turn++) {
        const answer = yield* post(server, draft, key("k"))
        assert.strictEqual(answer.status, 503)
        assert.notProperty(answer.headers, "idempotent-replayed")
      }
      assert.strictEqual(posts, 3)
    })
  )

  it.scopedLive("is refused before anything is stored when the key or the body is not valid", () =>
    Effect.gen(function* () {
      const { asked, posting } = counting()
      const server = yield* serve({ post: posting })
      for (const bad of ['"', '"a", "b"', "x".repeat(256)]) {
        const answer = yield* post(server, draft, key(bad))
        assert.strictEqual(answer.status, 400)
        assert.strictEqual(answer.json.type, "urn:messages:problem:malformed-idempotency-key")
        isDocumented(answer)
      }
      assert.strictEqual((yield* post(server, "{", key("k"))).status, 400)
      assert.strictEqual((yield* post(server, { ...draft, text: 1 }, key("k"))).status, 422)
      assert.strictEqual((yield* post(server, { ...draft, conversation: "x" }, key("k"))).status, 400)
      assert.strictEqual((yield* post(server, draft, key("k"))).status, 201)
      assert.lengthOf(asked, 1)
    })
  )

  it.scopedLive("is finished and stored even if its caller has disconnected", () =>
    Effect.gen(function* () {
      const begun = yield* Deferred.make<void>()
      const go = yield* Deferred.make<void>()
      const { asked, posting } = counting(Effect.zipRight(Deferred.succeed(begun, undefined), Deferred.await(go)))
      const server = yield* serve({ post: posting })
      const caller = yield* Effect.fork(post(server, draft, key("k")))
      yield* Deferred.await(begun)
      yield* Fiber.interrupt(caller)
      yield* Deferred.succeed(go, undefined)
      const again = yield* post(server, draft, key("k")).pipe(Effect.repeat({ until: ({ status }) => status !== 409 }))
      assert.strictEqual(again.headers["idempotent-replayed"], "true")
      assert.lengthOf(asked, 1)
    })
  )
})

describe("without its store", () => {
  const failed = Effect.fail(new IdempotencyStore.StoreFailure({ problem: "ECONNREFUSED: see MESSAGES_DATABASE_URL" }))
  const down = Layer.succeed(IdempotencyStore.IdempotencyStore, {
    claim: () => failed,
    extend: () => failed,
    complete: () => failed,
    release: () => failed,
    sweep: failed
  })

  it.scopedLive("the server refuses posts with a key, and still posts without a key and reads", () =>
    Effect.gen(function* () {
      const { asked, posting } = counting()
      const raw = Effect.succeed({ body: Buffer.from("{}") })
      const server = yield* serve({ post: posting, getRaw: () => raw }, {}, down)
      const refused = yield* post(server, draft, key("k"))
      assert.deepInclude(refused.json, {
        status: 503,
        type: "urn:messages:problem:store-unavailable",
        delivery: "unknown",
        problem: "ECONNREFUSED: see MESSAGES_DATABASE_URL"
      })
      isDocumented(refused)
      assert.lengthOf(asked, 0)
      assert.strictEqual((yield* post(server, draft)).status, 201)
      assert.strictEqual((yield* ask(server, "/v1/messages/factory:s%2Fm/raw", { headers: key("k") })).status, 200)
      assert.strictEqual((yield* ask(server, "/readyz")).status, 200)
      const warning = server.log.find(({ message }) => message === "idempotency store failed")
      assert.deepInclude(warning, { level: "warning", problem: "ECONNREFUSED: see MESSAGES_DATABASE_URL" })
    })
  )
})
