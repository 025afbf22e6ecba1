/** What is particular to each provider's pages: envelopes, orders, ends, and answers that are too large. */
import { assert, describe, it } from "@effect/vitest"
import { LoopbackServer, Samples } from "@org/messages-contract"
import { type Json, Messages, type Page, Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as PagedServer from "./PagedServer.js"
import { page, read } from "./ReadList.js"

/** The first page, or its error, of a server that gives one answer. */
const answered = (provider: Provider.Provider, json: Json.Json) =>
  Effect.scoped(
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make(() => LoopbackServer.json(json))
      return yield* Effect.flatMap(Messages.Messages, (messages) => page(messages, provider)).pipe(
        Effect.provide(PagedServer.port(server.url, { MESSAGES_ATTEMPTS: "1" }))
      )
    })
  )

const failed = (provider: Provider.Provider, json: Json.Json) => Effect.flip(answered(provider, json))

describe("the pages of the samples", () => {
  const cases: ReadonlyArray<readonly [Provider.Provider, string, ids: ReadonlyArray<string>, hasNext: boolean]> = [
    [
      "factory",
      "page-messages.json",
      ["3f0c9a52-6d0e-4e0c-9a53-4a4de2a6b7f1", "8a0d5f8e-2a5b-4a4e-8f0a-0d6cb4a1d0aa"],
      true
    ],
    ["factory", "page-messages-last.json", [], false],
    ["mielto", "page-messages-guess.json", ["msg_123456789"], true],
    ["honcho", "page-messages-empty.json", [], false],
    ["veryfront", "page-messages.json", ["33333333-3333-4333-a333-333333333333"], true],
    ["veryfront", "page-messages-legacy.json", ["msg-1"], true]
  ]
  for (const [provider, file, ids, hasNext] of cases)
    it.effect(`${provider}/${file} are read`, () => {
      const { json } = Samples.get(provider, file)
      // The sample of Honcho has the size of Honcho's own default.
      const asked = provider === "honcho" ? Object.assign({}, json, { size: 100 }) : json
      return Effect.map(answered(provider, asked), ({ faults, items, next }) => {
        assert.isUndefined(faults)
        assert.deepStrictEqual(
          items.map(({ id }) => id),
          [...ids]
        )
        assert.strictEqual(next !== undefined, hasNext)
      })
    })
})

describe("an order", () => {
  it.effect("is that of Honcho, oldest or newest first", () =>
    PagedServer.withStore("honcho", { natives: PagedServer.natives("honcho", 5) }, (messages, server) =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* read(messages, "honcho", { order: "oldest", limit: 2 }), [
          ["m1", "m2"],
          ["m3", "m4"],
          ["m5"]
        ])
        assert.include(server.requests.at(-1)?.path, "reverse=false")
        assert.deepStrictEqual(yield* read(messages, "honcho", { order: "newest", limit: 2 }), [
          ["m5", "m4"],
          ["m3", "m2"],
          ["m1"]
        ])
        assert.include(server.requests.at(-1)?.path, "reverse=true")
        yield* read(messages, "honcho")
        assert.notInclude(server.requests.at(-1)?.path, "reverse")
      })
    )
  )

  it.effect("newest first gives no message twice while others arrive", () => {
    const natives = PagedServer.natives("honcho", 6)
    return PagedServer.withStore("honcho", { natives }, (messages) =>
      Effect.gen(function* () {
        const first = yield* page(messages, "honcho", { order: "newest", limit: 3 })
        natives.push(...PagedServer.natives("honcho", 2, 7))
        const rest = yield* read(messages, "honcho", { order: "newest", limit: 3, cursor: first.next })
        assert.deepStrictEqual(
          [...first.items.map(({ id }) => id), ...rest.flat()],
          ["m6", "m5", "m4", "m3", "m2", "m1"]
        )
      })
    )
  })

  it.effect("that a provider does not guarantee is NotSupported, with what to do, before anything is sent", () =>
    Effect.forEach(["factory", "mielto", "veryfront"] as const, (provider) =>
      PagedServer.withStore(provider, { natives: [] }, (messages, server) =>
        Effect.gen(function* () {
          const name = Provider.title(provider)
          const error = yield* Effect.flip(page(messages, provider, { order: "newest" }))
          assert.deepInclude({ ...error }, { _tag: "NotSupported", provider, operation: "list" })
          assert.strictEqual(
            error.message,
            `${name} does not guarantee the order newest: leave the order out to get messages in ${name}'s own order`
          )
          assert.deepStrictEqual(server.requests, [])
        })
      )
    )
  )
})

describe("Veryfront", () => {
  it.effect("continues after a sequence number on older servers", () => {
    const store = { natives: PagedServer.natives("veryfront", 5), isOld: true }
    return PagedServer.withStore("veryfront", store, (messages, server) =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* read(messages, "veryfront", { limit: 2 }), [["m1", "m2"], ["m3", "m4"], ["m5"]])
        assert.include(server.requests.at(-1)?.path, "after=4&limit=2")
        assert.notInclude(server.requests.at(-1)?.path, "cursor")
      })
    )
  })

  it.effect("has no cursor for later messages if its messages are not in the order of their sequence numbers", () => {
    const natives = PagedServer.natives("veryfront", 12).toReversed()
    return PagedServer.withStore("veryfront", { natives: [...natives] }, (messages) =>
      Effect.gen(function* () {
        let next = (yield* page(messages, "veryfront", { limit: 3 })).next
        let last: Page.Page<unknown> | undefined
        while (next !== undefined) {
          last = yield* page(messages, "veryfront", { cursor: next })
          next = last.next
        }
        assert.isDefined(last)
        assert.isUndefined(last?.resume)
      })
    )
  })
})

describe("a page that contradicts itself", () => {
  const contradictions: ReadonlyArray<readonly [Provider.Provider, Json.Json, path: string]> = [
    ["factory", { messages: [], pagination: { hasMore: true, nextCursor: null } }, "/pagination/nextCursor"],
    ["factory", { messages: [], pagination: { hasMore: true, nextCursor: "" } }, "/pagination/nextCursor"],
    ["veryfront", { items: [], hasMore: true }, "/nextCursor"],
    ["honcho", { items: [], total: 0, page: 1, size: 50, pages: 0 }, "/size"]
  ]
  for (const [provider, json, path] of contradictions)
    it.effect(`is malformed: ${provider} ${JSON.stringify(json)}`, () =>
      Effect.map(failed(provider, json), (error) =>
        assert.deepInclude({ ...error }, { _tag: "ProviderFailure", reason: "Malformed", operation: "list", path })
      )
    )

  const forms: ReadonlyArray<readonly [Provider.Provider, Json.Json, path: string]> = [
    ["factory", { sessions: [] }, "/messages"],
    ["factory", [], ""],
    ["mielto", { data: {} }, "/data"],
    ["mielto", "x", ""],
    ["honcho", { data: [] }, "/items"],
    ["veryfront", { messages: [] }, "/data"]
  ]
  for (const [provider, json, path] of forms)
    it.effect(`is no page: ${provider} ${JSON.stringify(json)}`, () =>
      Effect.map(failed(provider, json), (error) => assert.deepInclude({ ...error }, { reason: "Malformed", path }))
    )
})

describe("a cursor", () => {
  it.effect("that the provider no longer knows is InvalidCursor; a missing conversation is not", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const server = yield* LoopbackServer.make(({ path }) =>
          path.includes("cursor=")
            ? LoopbackServer.json(Samples.get("factory", "error-400.json").json, 400)
            : path.includes("/s1/")
              ? LoopbackServer.json(Samples.get("factory", "page-messages.json").json)
              : LoopbackServer.json(Samples.get("factory", "error-404.json").json, 404)
        )
        yield* Effect.gen(function* () {
          const messages = yield* Messages.Messages
          const { next } = yield* page(messages, "factory")
          const error = yield* Effect.flip(page(messages, "factory", { cursor: next }))
          assert.deepInclude({ ...error }, { _tag: "InvalidCursor" })
          assert.include(error.message, "Factory no longer recognizes this place in the list (Invalid cursor)")
        }).pipe(Effect.provide(PagedServer.port(server.url)))
      })
    )
  )
})
