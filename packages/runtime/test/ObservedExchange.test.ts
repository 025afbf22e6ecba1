import { assert, describe, it } from "@effect/vitest"
import { HttpExchange } from "@org/messages-transport"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import type * as Observation from "../src/Observation.js"
import * as ObservedExchange from "../src/ObservedExchange.js"

const request = {
  method: "GET",
  origin: "https://api.example",
  path: "/secret-path",
  headers: { authorization: "Bearer fk-canary-7d1f" },
  body: undefined
} as const

const accept = () => Either.right({ maximumBytes: 10 })

/** What is observed of two requests to a provider that answers so. */
const observed = Effect.fnUntraced(function* (answer: ReturnType<HttpExchange.HttpExchange["Type"]["send"]>) {
  const events: Array<Observation.CallEvent> = []
  const inner = Layer.succeed(HttpExchange.HttpExchange, { send: () => answer })
  const observe: Observation.Observe = (event) => Effect.sync(() => void events.push(event))
  yield* Effect.gen(function* () {
    const { send } = yield* HttpExchange.HttpExchange
    yield* Effect.ignore(send(request, accept, 1))
    yield* Effect.ignore(send(request, accept, 1))
  }).pipe(Effect.provide(ObservedExchange.layer(observe)), Effect.provide(inner))
  return events
})

const answer = (id: string | undefined) =>
  Effect.succeed({ status: 503, headers: { "x-request-id": id }, body: new Uint8Array() })

describe("ObservedExchange", () => {
  it.effect("counts what is sent, and tells what is answered", () =>
    Effect.gen(function* () {
      const sent = { _tag: "Sent", method: "GET", origin: "https://api.example" }
      const answered = { _tag: "Received", status: 503, millis: 0, requestId: "req-1" }
      assert.deepStrictEqual<unknown>(yield* observed(answer("req-1")), [
        { ...sent, attempt: 1 },
        { ...answered, attempt: 1 },
        { ...sent, attempt: 2 },
        { ...answered, attempt: 2 }
      ])
    })
  )

  it.effect("tells why there is no answer", () =>
    Effect.gen(function* () {
      const events = yield* observed(Effect.fail({ reason: "Timeout", origin: "network", problem: "too late" }))
      assert.deepStrictEqual<unknown>(events[1], { _tag: "Failed", attempt: 1, problem: "too late", millis: 0 })
    })
  )

  it.effect("tells no id that repeats a part of the key, or that is no id", () =>
    Effect.gen(function* () {
      for (const id of ["fk-canary-7d1f", "x-CANARY-7d", "a b", "\u001b[2J", "x".repeat(200), undefined])
        assert.notProperty((yield* observed(answer(id)))[1], "requestId", String(id))
      assert.notInclude(JSON.stringify(yield* observed(answer("r"))), "canary")
    })
  )
})
