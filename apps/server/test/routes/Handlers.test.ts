/** A handler whose response is not the success of its endpoint does not compile. */
import { assert, it } from "@effect/vitest"
import type { Success } from "@org/messages-api/Api"
import type { Converted } from "@org/messages-api/ConvertRequest"
import type { Json, Message, Messages } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Response from "../../src/response/Response.js"
import type { Handler, Handlers } from "../../src/routes/Handlers.js"

/** Each is assignable to the other, and the first is not `any`. */
type Same<A, B> = 0 extends 1 & A ? false : [A, B] extends [B, A] ? true : false

const isSame = <A, B>(same: Same<A, B>): boolean => same

const health = Response.json({ status: "ok" } as const)

const stored = Response.stored({ status: 201, contentType: "application/json", headers: {}, body: "{}" })

it("the success of an endpoint has the type of its schema", () => {
  assert.isTrue(isSame<Success<"getMessage">, Message.Message | Converted | ReadonlyArray<Json.Json> | string>(true))
  assert.isTrue(isSame<Success<"getRawMessage">, Uint8Array>(true))
  assert.isTrue(isSame<Success<"postMessage">, Messages.Posted>(true))
  assert.isTrue(isSame<Success<"listProviders">, ReadonlyArray<Messages.Availability>>(true))
  assert.isTrue(isSame<Success<"getOpenApi">, Json.JsonObject>(true))
})

it("a handler responds with the success of its endpoint", () => {
  const right: Handler<"getHealth"> = () => Effect.succeed(health)
  const posted: Handler<"postMessage"> = () => Effect.succeed(stored)
  // @ts-expect-error: the state of the server is not a message
  const message: Handler<"getMessage"> = () => Effect.succeed(health)
  // @ts-expect-error: JSON is not the bytes of a provider
  const raw: Handler<"getRawMessage"> = () => Effect.succeed(Response.json({}))
  // @ts-expect-error: another state
  const state: Handler<"getHealth"> = () => Effect.succeed(Response.json({ status: "ready" } as const))
  // @ts-expect-error: a member is missing
  const start: Handler<"start"> = () => Effect.succeed(Response.json({ name: "messages" }))
  // @ts-expect-error: only posts are stored
  const read: Handler<"getMessage"> = () => Effect.succeed(stored)
  // @ts-expect-error: a response of unknown type
  const untyped: Handler<"getMessage"> = () => Effect.succeed({ status: 200, headers: {}, body: new Uint8Array() })
  // @ts-expect-error: an error that is not a problem
  const failing: Handler<"getHealth"> = () => Effect.fail("no")
  // @ts-expect-error: every endpoint has a handler
  const incomplete: Handlers = { health: right, post: posted }
  assert.lengthOf([message, raw, state, start, read, untyped, failing, incomplete], 8)
})
