/** Lists of messages over real HTTP: every message once, in order, and equal to the one that `get` gives. */
import { assert, describe, it } from "@effect/vitest"
import type { Json } from "@org/messages-core"
import { Cursor, type Message, MessageRef, type Messages, type Page, Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { samples } from "../natives.js"
import * as PagedServer from "./PagedServer.js"

type Options = Omit<Page.PageOptions, "cursor">

/** Every page from a cursor to the end; `between` runs after each. */
const pagesOf = (
  messages: Messages.Messages["Type"],
  provider: Provider.Provider,
  options: Options = {},
  from?: Cursor.Cursor,
  between: (read: number) => void = () => undefined
) =>
  Effect.gen(function* () {
    const conversation = yield* PagedServer.conversation(provider)
    const pages: Array<Page.Page<Message.Message>> = []
    let cursor = from
    do {
      const page: Page.Page<Message.Message> = yield* messages.list(conversation, { ...options, cursor })
      pages.push(page)
      between(pages.length)
      cursor = page.next
      if (pages.length > 500) assert.fail("the list does not end")
    } while (cursor !== undefined)
    return pages
  })

const idsOf = (pages: ReadonlyArray<Page.Page<Message.Message>>) =>
  pages.flatMap(({ items }) => items.map(({ id }) => id))

const named = (count: number, from = 1) => Array.from({ length: count }, (_, index) => `m${from + index}`)

for (const provider of Provider.names)
  describe(`a list of ${provider}`, () => {
    it.effect("has every sample as `get` gives it, residue included, with a ref and the provider's own element", () => {
      const found = samples(provider).map(({ json }) => json)
      const natives = found.map((json, index) =>
        provider === "mielto" && json["id"] === undefined ? json : { ...json, id: `s${index}` }
      )
      return PagedServer.withStore(provider, { natives: [...natives] }, (messages) =>
        Effect.gen(function* () {
          const pages = yield* pagesOf(messages, provider, { limit: 3, natives: true })
          const items = pages.flatMap(({ items }) => items)
          assert.strictEqual(items.length, natives.length)
          assert.deepStrictEqual(
            pages.flatMap(({ natives = [] }) => natives),
            natives
          )
          for (const [index, item] of items.entries()) {
            assert.strictEqual(item.id, natives[index]?.["id"])
            if (item.ref === undefined) assert.isUndefined(natives[index]?.["id"])
            else {
              const address = Either.getOrThrow(MessageRef.parse(item.ref))
              assert.deepStrictEqual(yield* messages.get(address), item)
              const conversation = yield* PagedServer.conversation(provider)
              for (const key of ["computerId", "workspaceId"] as const)
                assert.strictEqual(Reflect.get(address, key), Reflect.get(conversation, key))
            }
          }
        })
      )
    })

    for (const count of [0, 1, 2, 99, 100, 101, 250])
      it.effect(`has ${count} messages once and in order, in pages of the default size and of 7`, () =>
        PagedServer.withStore(provider, { natives: PagedServer.natives(provider, count) }, (messages) =>
          Effect.gen(function* () {
            assert.deepStrictEqual(idsOf(yield* pagesOf(messages, provider)), named(count))
            assert.deepStrictEqual(idsOf(yield* pagesOf(messages, provider, { limit: 7 })), named(count))
          })
        )
      )

    it.effect("has every message that arrives while it is read", () => {
      const natives = PagedServer.natives(provider, 10)
      return PagedServer.withStore(provider, { natives }, (messages) =>
        Effect.gen(function* () {
          const pages = yield* pagesOf(messages, provider, { limit: 4 }, undefined, (read) => {
            if (read < 4) natives.push(...PagedServer.natives(provider, 3, natives.length + 1))
          })
          assert.deepStrictEqual(idsOf(pages), named(natives.length))
          assert.isAtLeast(natives.length, 16)
        })
      )
    })

    it.effect("has, at its end, a cursor for what is added later", () => {
      const natives: Array<Json.Json> = PagedServer.natives(provider, 10)
      return PagedServer.withStore(provider, { natives }, (messages) =>
        Effect.gen(function* () {
          for (const more of [0, 1, 3, 0, 4]) {
            const [last] = (yield* pagesOf(messages, provider, { limit: 4 })).slice(-1)
            assert.isDefined(last?.resume)
            const had = natives.length
            natives.push(...PagedServer.natives(provider, more, had + 1))
            const added = idsOf(yield* pagesOf(messages, provider, {}, last?.resume))
            assert.deepStrictEqual(added, named(more, had + 1))
          }
        })
      )
    })

    it.effect("keeps what can be read of a page, and says what cannot", () => {
      const [first = {}, second = {}] = PagedServer.natives(provider, 2)
      const natives = [first, 7, { id: "broken" }, second]
      return PagedServer.withStore(provider, { natives }, (messages) =>
        Effect.gen(function* () {
          const pages = yield* pagesOf(messages, provider)
          assert.deepStrictEqual(idsOf(pages), ["m1", "m2"])
          const [{ faults = [] } = { faults: [] }] = pages
          assert.deepStrictEqual(
            faults.map(({ index }) => index),
            [1, 2]
          )
          assert.deepInclude(faults[0], { path: "", problem: "expected an object" })
          assert.match(faults[1]?.path ?? "", /^\/(content|parts)$/)
        })
      )
    })

    it.effect("includes a message whose id cannot be sent, without a ref", () => {
      const natives = PagedServer.natives(provider, 1).map((json) => ({ ...json, id: ".." }))
      return PagedServer.withStore(provider, { natives: [...natives] }, (messages) =>
        Effect.gen(function* () {
          const [page] = yield* pagesOf(messages, provider)
          assert.strictEqual(page?.items[0]?.id, "..")
          assert.isUndefined(page?.items[0]?.ref)
        })
      )
    })

    it.effect("refuses a cursor whose place was made by hand, if it is not one of this provider's", () =>
      PagedServer.withStore(provider, { natives: [] }, (messages, server) =>
        Effect.gen(function* () {
          const conversation = yield* PagedServer.conversation(provider)
          const place = { list: "messages", of: conversation.ref, limit: 5, given: 0, tail: [] } as const
          for (const native of ["x", "1e3", "-1", "1?&"]) {
            const error = yield* Effect.either(
              messages.list(conversation, { cursor: Cursor.encode({ ...place, native }) })
            )
            if (provider === "honcho" || provider === "mielto")
              assert.deepInclude({ ...Either.getOrThrow(Either.flip(error)) }, { _tag: "InvalidCursor" })
            else assert.include(server.requests.at(-1)?.path, `cursor=${encodeURIComponent(native)}`)
          }
        })
      )
    )
  })
