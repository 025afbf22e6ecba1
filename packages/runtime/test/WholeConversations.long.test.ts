/** Complete and once, over HTTP: conversations of 50,000 messages, at all providers, whatever happens to their lists. */
import { assert, describe, it } from "@effect/vitest"
import { Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as WholeConversation from "./WholeConversation.js"

describe.each(Provider.names)("a conversation of 50,000 messages at %s", (provider) => {
  it.live("is read completely, each message once and in order", () =>
    Effect.map(WholeConversation.check(provider, 50_000), (count) => assert.strictEqual(count, 50_005))
  )
})
