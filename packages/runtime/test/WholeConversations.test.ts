/** Complete and once, over HTTP: conversations of every size around the borders of pages, at all providers, whatever happens to their lists. */
import { assert, describe, it } from "@effect/vitest"
import { Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as WholeConversation from "./WholeConversation.js"

describe.each(Provider.names)("a conversation at %s", (provider) => {
  it.live.each([0, 1, 2, 99, 100, 101])("of %i messages is read whole, each message once and in order", (size) =>
    WholeConversation.check(provider, size)
  )

  it.live("is read whole in small pages, with everything that happens to them", () =>
    Effect.forEach([7, 10], (limit) =>
      Effect.map(WholeConversation.check(provider, 101, limit), (count) => assert.strictEqual(count, 106))
    )
  )

  it.live("of 2,500 messages is read whole", () =>
    Effect.map(WholeConversation.check(provider, 2_500), (count) => assert.strictEqual(count, 2_505))
  )
})
