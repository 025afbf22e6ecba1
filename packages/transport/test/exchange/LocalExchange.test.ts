/** The exchange with a function keeps the promises of every exchange: limits, timeouts and refusals. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as TestClock from "effect/TestClock"
import { malformed } from "../../src/exchange/ExchangeFailure.js"
import type * as HttpExchange from "../../src/exchange/HttpExchange.js"
import * as LocalExchange from "../../src/exchange/LocalExchange.js"

const request: HttpExchange.HttpRequest = {
  method: "POST",
  origin: "http://localhost",
  path: "/a?b",
  headers: { authorization: "Bearer k" },
  body: "{}"
}

const response: LocalExchange.LocalResponse = { status: 201, headers: { "content-type": "text/plain" }, body: "é" }

const send = (
  answer: LocalExchange.LocalResponse,
  accept: HttpExchange.Accept = () => Either.right({ maximumBytes: 2 })
) => LocalExchange.make(() => Effect.succeed(answer)).send(request, accept, 1000)

describe("the exchange with a function", () => {
  it.effect("passes the request on, and returns the response with its length", () =>
    Effect.gen(function* () {
      const requests: Array<HttpExchange.HttpRequest> = []
      const { send } = LocalExchange.make((request) => {
        requests.push(request)
        return Effect.succeed(response)
      })
      assert.deepStrictEqual(yield* send(request, () => Either.right({ maximumBytes: 2 }), 1000), {
        status: 201,
        headers: { "content-type": "text/plain", "content-length": "2" },
        body: new TextEncoder().encode("é")
      })
      assert.deepStrictEqual(requests, [request])
    })
  )

  it.effect("fails for a body over the limit, which counts bytes, and drops it if it is optional", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(send(response, () => Either.right({ maximumBytes: 1 })))
      assert.deepInclude(failure, { reason: "TooLarge", limit: 1 })
      const { body, status } = yield* send(response, () => Either.right({ maximumBytes: 1, patienceMs: 10 }))
      assert.deepStrictEqual({ body, status }, { body: new Uint8Array(0), status: 201 })
    })
  )

  it.effect("lets the caller refuse a response by its head", () =>
    Effect.gen(function* () {
      const refusal = malformed("it is no JSON")
      const failure = yield* Effect.flip(
        send(response, ({ headers, status }) => {
          assert.deepStrictEqual(
            { headers, status },
            { headers: { ...response.headers, "content-length": "2" }, status: 201 }
          )
          return Either.left(refusal)
        })
      )
      assert.strictEqual(failure, refusal)
    })
  )

  it.effect("waits for a slow response, and no longer than the timeout", () =>
    Effect.gen(function* () {
      const slow = yield* Effect.fork(send({ ...response, delayMillis: 999 }))
      yield* TestClock.adjust(998)
      assert.isTrue(Option.isNone(yield* Fiber.poll(slow)))
      yield* TestClock.adjust(1)
      assert.strictEqual((yield* Fiber.join(slow)).status, 201)
      const late = yield* Effect.fork(Effect.flip(send({ ...response, delayMillis: 1001 })))
      yield* TestClock.adjust(1000)
      assert.deepInclude(yield* Fiber.join(late), { reason: "Timeout", problem: "no complete response within 1 s" })
    })
  )
})
