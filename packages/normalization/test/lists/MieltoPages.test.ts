/** Mielto's pages, whose form and order are not documented: every known envelope, every way to end, and lists that shift. */
import { assert, describe, it } from "@effect/vitest"
import type { Json } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as PagedServer from "./PagedServer.js"
import { page, read } from "./ReadList.js"

describe("Mielto", () => {
  const envelopes: ReadonlyArray<readonly [string, NonNullable<PagedServer.Store["envelope"]>]> = [
    ["data and total_count", (data, total_count) => ({ data, total_count })],
    ["items", (items) => ({ items })],
    ["messages and total", (messages, total) => ({ messages, total })],
    ["a bare array", (elements) => elements]
  ]
  for (const [name, envelope] of envelopes)
    it.effect(`ends a list with a page that brings nothing new: ${name}`, () =>
      PagedServer.withStore("mielto", { natives: PagedServer.natives("mielto", 5), envelope }, (messages, server) =>
        Effect.gen(function* () {
          assert.deepStrictEqual(yield* read(messages, "mielto", { limit: 3 }), [["m1", "m2", "m3"], ["m4", "m5"], []])
          const queries = server.requests.map(({ path }) => path.replace(/.*conversation_id=c1&/, ""))
          assert.deepStrictEqual(queries, ["skip=0&limit=3", "skip=2&limit=4", "skip=4&limit=4"])
          assert.strictEqual(server.requests[0]?.headers["x-workspace-id"], "w1")
        })
      )
    )

  it.effect("ends a list where the server says so, and not before", () =>
    Effect.forEach(
      [
        (data: ReadonlyArray<Json.Json>, total: number) => ({
          data,
          has_more: !JSON.stringify(data).includes(`"m${total}"`)
        }),
        (data: ReadonlyArray<Json.Json>, total: number) => ({
          data,
          next_cursor: JSON.stringify(data).includes(`"m${total}"`) ? null : "x"
        })
      ],
      (envelope) =>
        PagedServer.withStore("mielto", { natives: PagedServer.natives("mielto", 5), envelope }, (messages) =>
          Effect.map(read(messages, "mielto", { limit: 3 }), (pages) =>
            assert.deepStrictEqual(pages, [
              ["m1", "m2", "m3"],
              ["m4", "m5"]
            ])
          )
        )
    )
  )

  it.effect("neither reads forever nor stops silently in the middle, if a server ignores the offset", () => {
    const all = PagedServer.natives("mielto", 5)
    const still = (limit: number) =>
      PagedServer.withStore("mielto", { natives: [...all], envelope: () => all.slice(0, limit) }, (messages) =>
        Effect.either(read(messages, "mielto", { limit: 3 }))
      )
    return Effect.gen(function* () {
      assert.deepStrictEqual(yield* Effect.flatten(still(2)), [["m1", "m2"], []])
      const error = yield* Effect.flip(Effect.flatten(still(4)))
      assert.strictEqual(error._tag, "ConversationChanged")
    })
  })

  it.effect("says that the conversation changed if messages before the place were removed", () => {
    const natives = PagedServer.natives("mielto", 9)
    return PagedServer.withStore("mielto", { natives }, (messages) =>
      Effect.gen(function* () {
        const { next } = yield* page(messages, "mielto", { limit: 3 })
        natives.splice(0, 2)
        const error = yield* Effect.flip(page(messages, "mielto", { cursor: next }))
        assert.strictEqual(error._tag, "ConversationChanged")
      })
    )
  })

  it.effect("keeps messages without an id, also those that look alike", () => {
    const same = { conversation_id: "c1", sender_id: "u", workspace_id: "w", content: "yes" }
    return PagedServer.withStore("mielto", { natives: Array.from({ length: 7 }, () => ({ ...same })) }, (messages) =>
      Effect.map(read(messages, "mielto", { limit: 3 }), (pages) => assert.strictEqual(pages.flat().length, 7))
    )
  })

  it.effect("asks for at most 1,000 messages, the one of the overlap included", () =>
    PagedServer.withStore("mielto", { natives: PagedServer.natives("mielto", 1500) }, (messages, server) =>
      Effect.gen(function* () {
        const pages = yield* read(messages, "mielto", { limit: 5000 })
        assert.strictEqual(new Set(pages.flat()).size, 1500)
        for (const { path } of server.requests) assert.include(path, "limit=1000")
      })
    )
  )
})
