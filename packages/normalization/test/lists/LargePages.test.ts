/** Pages that are over the limit of a body: they are read in smaller ones. */
import { assert, describe, it } from "@effect/vitest"
import { type Json, Messages, Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as PagedServer from "./PagedServer.js"
import { page, read } from "./ReadList.js"

describe("a response that is too large", () => {
  for (const provider of Provider.names)
    it.effect(`is asked for again with half as many messages, down to one, and the list is whole: ${provider}`, () => {
      const large = (json: Json.JsonObject, index: number) =>
        index % 5 === 3
          ? { ...json, more: "x".repeat(30_000) }
          : index === 7
            ? { ...json, more: "x".repeat(60_000) }
            : json
      const natives = PagedServer.natives(provider, 20).map(large)
      return Effect.scoped(
        Effect.gen(function* () {
          const server = yield* PagedServer.make(provider, { natives: [...natives] })
          const pages = yield* Effect.flatMap(Messages.Messages, (messages) =>
            read(messages, provider, { limit: 10 })
          ).pipe(Effect.provide(PagedServer.port(server.url, { MESSAGES_RESPONSE_LIMIT: "65000" })))
          assert.deepStrictEqual(
            pages.flat(),
            natives.map(({ id }) => id)
          )
          assert.isAbove(pages.length, 2)
        })
      )
    })

  it.effect(
    "is asked for again in smaller pages where a list continues, even if one of them has only known messages",
    () => {
      const large = (json: Json.JsonObject, length: number) => ({ ...json, content: "x".repeat(length) })
      const natives = PagedServer.natives("honcho", 8).map((json, index) =>
        index === 4 ? large(json, 30_000) : index === 7 ? large(json, 40_000) : json
      )
      const before = natives.slice(0, 7)
      return Effect.scoped(
        Effect.gen(function* () {
          const server = yield* PagedServer.make("honcho", { natives: before })
          yield* Effect.gen(function* () {
            const messages = yield* Messages.Messages
            const { next } = yield* page(messages, "honcho", { limit: 4 })
            const { resume } = yield* page(messages, "honcho", { cursor: next })
            assert.isDefined(resume)
            before.push(...natives.slice(7))
            assert.deepStrictEqual(yield* read(messages, "honcho", { cursor: resume }), [[], ["m8"]])
          }).pipe(Effect.provide(PagedServer.port(server.url, { MESSAGES_RESPONSE_LIMIT: "65000" })))
        })
      )
    }
  )

  it.effect("fails if one message alone is too large, with the limit and its setting", () => {
    const natives = PagedServer.natives("honcho", 2).map((json) => ({ ...json, content: "x".repeat(5000) }))
    return Effect.scoped(
      Effect.gen(function* () {
        const server = yield* PagedServer.make("honcho", { natives: [...natives] })
        const error = yield* Effect.flatMap(Messages.Messages, (messages) =>
          Effect.flip(read(messages, "honcho"))
        ).pipe(Effect.provide(PagedServer.port(server.url, { MESSAGES_RESPONSE_LIMIT: "4000" })))
        assert.deepInclude({ ...error }, { reason: "TooLarge", limit: 4000, setting: "MESSAGES_RESPONSE_LIMIT" })
      })
    )
  })
})
