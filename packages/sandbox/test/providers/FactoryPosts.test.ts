import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import { services, servicesWith } from "../Client.js"
import { client } from "./Asker.js"

const now = Date.UTC(2026, 10, 26, 12, 0, 0, 80)

describe("a post to Factory", () => {
  const ask = client("fk-sandbox")
  const session = "/factory/api/v0/sessions/diary-3"

  it.scoped("is listed at once, and the reply when the agent has run", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const statusOf = Effect.map(ask(session), ({ body }) => [body.status, body.messageCount])
      const { body: posted } = yield* ask(`${session}/messages`, { text: "Hello" })
      assert.deepStrictEqual(yield* statusOf, ["pending", 4])
      yield* TestClock.adjust("150 millis")
      assert.deepStrictEqual(yield* statusOf, ["running", 4])
      yield* TestClock.adjust("50 millis")
      assert.deepStrictEqual(yield* statusOf, ["idle", 5])
      const { body: list } = yield* ask(`${session}/messages`)
      assert.deepStrictEqual(
        list.messages.slice(3).map(({ id, role }: { readonly id: string; readonly role: string }) => [id, role]),
        [
          [posted.messageId, "user"],
          [`${posted.messageId}-reply`, "assistant"]
        ]
      )
    }).pipe(Effect.provide(servicesWith({ replyMillis: 200 })))
  )

  it.scoped("comes before replies that are still to come", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const first = (yield* ask(`${session}/messages`, { text: "one" })).body.messageId
      yield* TestClock.adjust("400 millis")
      const second = (yield* ask(`${session}/messages`, { text: "two" })).body.messageId
      yield* TestClock.adjust("2 seconds")
      const { body } = yield* ask(`${session}/messages`)
      const ids = body.messages.slice(3).map(({ id }: { readonly id: string }) => id)
      assert.deepStrictEqual(ids, [first, second, `${first}-reply`, `${second}-reply`])
    }).pipe(Effect.provide(services))
  )
})
