/** The real clients read and post whole conversations of the sandbox. */
import { assert, describe, it } from "@effect/vitest"
import {
  ConversationRef,
  type Draft,
  type Message,
  MessageRef,
  Messages,
  type Page,
  Provider
} from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import * as Effect from "effect/Effect"
import * as Sandboxes from "../src/Sandboxes.js"

const conversation = (provider: Provider.Provider, size: number) => ConversationRef.parse(Sandbox.diary(provider, size))

const addressOf = ({ ref }: { readonly ref?: string }) => MessageRef.parse(ref ?? "")

/** Every page of a conversation. */
const pages = (provider: Provider.Provider, size: number, limit: number) =>
  Effect.gen(function* () {
    const port = yield* Messages.Messages
    const address = yield* conversation(provider, size)
    const found: Array<Page.Page<Message.Message>> = []
    let cursor: Page.Page<Message.Message>["next"]
    do {
      const page = yield* port.list(address, { limit, cursor })
      found.push(page)
      cursor = page.next
    } while (cursor !== undefined)
    return found
  })

const drafts: { readonly [P in Provider.Provider]: Draft.Draft } = {
  factory: { text: "Hello" },
  mielto: { text: "Hello", role: "user", tags: ["a"], metadata: { n: 1 } },
  honcho: { text: "Hello", author: { id: "bob" }, metadata: { n: 1 } },
  veryfront: { text: "Hello", metadata: { n: 1 } }
}

describe.each(Provider.names)("the client of %s and the sandbox", (provider) => {
  it.live("agree on every message of a conversation, listed and got", () =>
    Effect.gen(function* () {
      const port = yield* Messages.Messages
      for (const limit of [7, 100]) {
        const found = yield* pages(provider, 120, limit)
        assert.deepStrictEqual(
          found.flatMap(({ faults = [] }) => faults),
          []
        )
        const items = found.flatMap(({ items }) => items)
        assert.strictEqual(items.length, 120)
        assert.strictEqual(new Set(items.map(({ ref }) => ref)).size, 120)
      }
      for (const item of (yield* pages(provider, 3, 100)).flatMap(({ items }) => items))
        assert.deepStrictEqual(yield* port.get(yield* addressOf(item)), item)
    }).pipe(Effect.provide(Sandboxes.served()))
  )

  it.live("agree on the conversations", () =>
    Effect.gen(function* () {
      const port = yield* Messages.Messages
      const { items } = yield* port.conversations(provider, provider === "honcho" ? { parent: "bakery" } : {})
      const expected = Sandbox.conversations.flatMap(({ ref }) => (ref.startsWith(`${provider}:`) ? [ref] : []))
      assert.deepStrictEqual(
        items.map(({ ref }) => ref),
        expected
      )
    }).pipe(Effect.provide(Sandboxes.served()))
  )

  it.live("agree on a post, which is then got and listed", () =>
    Effect.gen(function* () {
      const port = yield* Messages.Messages
      const { ref = "" } = yield* port.post(yield* conversation(provider, 3), drafts[provider])
      const items = (yield* pages(provider, 3, 100)).flatMap(({ items }) => items)
      const listed = items.find((item) => item.ref === ref)
      assert.deepInclude(listed?.parts[0], { type: "text", text: "Hello" })
      assert.strictEqual(
        items.findIndex((item) => item.ref === ref),
        3
      )
      assert.deepStrictEqual(yield* port.get(yield* addressOf({ ref })), listed)
    }).pipe(Effect.provide(Sandboxes.served({ replyMillis: 60_000 })))
  )
})
