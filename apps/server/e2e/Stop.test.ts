/** A post is finished although its caller disconnects and the server is stopped. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import { post } from "../test/TestServer.js"
import { serve } from "./Program.js"
import * as Upstream from "./Upstream.js"

it.scopedLive(
  "a server that stops finishes a post whose caller has disconnected",
  () =>
    Effect.gen(function* () {
      const upstream = yield* Upstream.make
      const server = yield* serve([], { ...upstream.environment })
      const caller = yield* Effect.fork(post(server, { conversation: "factory:s", text: "hi" }))
      yield* upstream.received(1)
      yield* Fiber.interrupt(caller)
      yield* server.logged('"status":499')
      yield* server.signal("SIGTERM")
      yield* server.logged('"stopped"')
      const early = yield* Effect.timeoutOption(server.ended, "500 millis")
      assert.isTrue(Option.isNone(early))
      yield* upstream.answer
      const { code } = yield* server.ended
      assert.strictEqual(code, 0)
      assert.deepStrictEqual(upstream.cut, [])
    }),
  30_000
)
