/** Compressed responses, over real HTTP. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { brotliDecompressSync, gunzipSync } from "node:zlib"
import { type Answer, ask, serve } from "../TestServer.js"

const path = "/v1/messages/factory:s%2Fm/raw"

const served = (body: Uint8Array) => serve({ getRaw: () => Effect.succeed({ body, contentType: "application/json" }) })

const text = (length: number) => Buffer.from(JSON.stringify("lorem ipsum ".repeat(length / 12)))

const decoded = ({ body, headers }: Answer): string => {
  switch (headers["content-encoding"]) {
    case "br":
      return brotliDecompressSync(body).toString()
    case "gzip":
      return gunzipSync(body).toString()
    default:
      return body.toString()
  }
}

const accepting = (coding: string, headers: Readonly<Record<string, string>> = {}) => ({
  headers: { "accept-encoding": coding, ...headers }
})

describe("a response", () => {
  for (const size of [2_000, 20_000, 300_000])
    it.scopedLive(`of ${size} bytes is compressed if the caller asks for it`, () =>
      Effect.gen(function* () {
        const body = text(size)
        const server = yield* served(body)
        for (const coding of ["gzip", "br"]) {
          const answer = yield* ask(server, path, accepting(coding))
          assert.strictEqual(answer.status, 200)
          assert.strictEqual(answer.headers["content-encoding"], coding)
          assert.strictEqual(answer.headers["content-type"], "application/json")
          assert.strictEqual(answer.headers["content-length"], String(answer.body.length))
          assert.isBelow(answer.body.length, body.length / 4)
          assert.strictEqual(decoded(answer), body.toString())
        }
      })
    )

  it.scopedLive("is sent as it is to a caller that does not ask, or prefers that", () =>
    Effect.gen(function* () {
      const body = text(5_000)
      const server = yield* served(body)
      for (const sent of [{}, accepting("identity"), accepting("gzip;q=0"), accepting("deflate")]) {
        const { body: received, headers } = yield* ask(server, path, sent)
        assert.notProperty(headers, "content-encoding")
        assert.strictEqual(headers.vary, "Accept-Encoding")
        assert.strictEqual(received.toString(), body.toString())
      }
    })
  )

  it.scopedLive("is sent as it is if it is short", () =>
    Effect.gen(function* () {
      const server = yield* served(text(500))
      assert.notProperty((yield* ask(server, path, accepting("gzip"))).headers, "content-encoding")
      const strict = yield* ask(server, path, accepting("gzip, identity;q=0"))
      assert.strictEqual(strict.headers["content-encoding"], "gzip")
    })
  )

  it.scopedLive("has the same headers for HEAD", () =>
    Effect.gen(function* () {
      const server = yield* served(text(5_000))
      for (const coding of ["gzip", "br", "identity"]) {
        const { date: _, "x-request-id": _id, ...got } = (yield* ask(server, path, accepting(coding))).headers
        const head = yield* ask(server, path, { method: "HEAD", ...accepting(coding) })
        const { date: _date, "x-request-id": _other, ...headers } = head.headers
        assert.deepStrictEqual([head.body.length, headers], [0, got])
      }
    })
  )

  it.scopedLive("has a weak entity tag if it is compressed, with which the caller gets 304", () =>
    Effect.gen(function* () {
      const server = yield* served(text(5_000))
      const plain = String((yield* ask(server, path)).headers.etag)
      assert.match(plain, /^"/)
      const weak = String((yield* ask(server, path, accepting("br"))).headers.etag)
      assert.strictEqual(weak, `W/${plain}`)
      for (const known of [plain, weak]) {
        const again = yield* ask(server, path, accepting("br", { "if-none-match": known }))
        assert.deepStrictEqual([again.status, again.body.length], [304, 0])
        assert.strictEqual(again.headers.etag, weak)
        assert.strictEqual(again.headers.vary, "Accept-Encoding")
        assert.notProperty(again.headers, "content-encoding")
        const uncompressed = yield* ask(server, path, { headers: { "if-none-match": known } })
        assert.deepStrictEqual([uncompressed.status, uncompressed.headers.etag], [304, plain])
      }
    })
  )

  it.scopedLive("keeps the entity tag of a short one", () =>
    Effect.gen(function* () {
      const server = yield* served(text(500))
      const { etag = "" } = (yield* ask(server, path, accepting("br"))).headers
      assert.match(etag, /^"/)
      const again = yield* ask(server, path, accepting("br", { "if-none-match": etag }))
      assert.deepStrictEqual([again.status, again.headers.etag], [304, etag])
    })
  )
})

describe("the reference", () => {
  it.scopedLive("is compressed, the second time as the first", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      for (const path of ["/docs", "/openapi.json"]) {
        const plain = yield* ask(server, path)
        for (const turn of [1, 2]) {
          const answer = yield* ask(server, path, accepting("gzip, deflate, br"))
          assert.strictEqual(answer.headers["content-encoding"], "br", `${path} ${turn}`)
          assert.strictEqual(decoded(answer), plain.text)
          assert.strictEqual(answer.headers["content-security-policy"], plain.headers["content-security-policy"])
        }
      }
    })
  )
})

describe("problem details", () => {
  it.scopedLive("are compressed if they are long", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const answer = yield* ask(server, `/v1/messages/${"x".repeat(1_500)}`, accepting("gzip"))
      assert.strictEqual(answer.status, 400)
      assert.strictEqual(JSON.parse(decoded(answer)).type, "urn:messages:problem:invalid-ref")
    })
  )
})
