import { assert, describe, it } from "@effect/vitest"
import { Samples } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import { bearer, type Options, send, services } from "../Client.js"

const ask = (key: string, path: string, options: Options = {}) => send(path, { headers: bearer(key), ...options })

const json = ({ json }: { readonly json: unknown }) => JSON.parse(JSON.stringify(json))

describe("a page of Honcho", () => {
  const list = (session: string, query = "", body: string | undefined = "{}") =>
    ask("hch-sandbox", `/honcho/v3/workspaces/bakery/sessions/${session}/messages/list${query}`, {
      method: "POST",
      ...(body !== undefined && { body })
    })

  it.scoped("has 50 messages, the number of the page and the totals", () =>
    Effect.gen(function* () {
      const { items, ...page } = json(yield* list("diary-120", "?page=2"))
      assert.lengthOf(items, 50)
      assert.deepStrictEqual(page, { total: 120, page: 2, size: 50, pages: 3 })
      const keys = ["items", "total", "page", "size", "pages"]
      assert.deepStrictEqual(Object.keys(json(yield* list("diary-120"))), keys)
    }).pipe(Effect.provide(services))
  )

  it.scoped("is empty for a session or workspace that is not there, and behind the end", () =>
    Effect.gen(function* () {
      const empty = Samples.get("honcho", "page-messages-empty.json").json
      assert.deepStrictEqual(json(yield* list("no-such-session")), empty)
      const elsewhere = "/honcho/v3/workspaces/other/sessions/s/messages/list"
      assert.deepStrictEqual(json(yield* ask("hch-sandbox", elsewhere, { body: "{}" })), empty)
      assert.deepStrictEqual(json(yield* list("diary-3", "?page=9")), {
        items: [],
        total: 3,
        page: 9,
        size: 50,
        pages: 1
      })
    }).pipe(Effect.provide(services))
  )

  it.scoped("comes without a body, with null filters, and in reverse", () =>
    Effect.gen(function* () {
      const { items } = json(yield* list("diary-3", "", undefined))
      assert.lengthOf(items, 3)
      assert.deepStrictEqual(json(yield* list("diary-3", "", '{"filters":null}')).items, items)
      assert.deepStrictEqual(json(yield* list("diary-3", "?reverse=true")).items, [...items].reverse())
    }).pipe(Effect.provide(services))
  )

  it.scoped("refuses numbers outside the limits as FastAPI does", () =>
    Effect.gen(function* () {
      const refused = yield* list("diary-3", "?page=0&size=101&reverse=maybe")
      assert.strictEqual(refused.status, 422)
      assert.deepStrictEqual(
        json(refused).detail.map(({ loc, type }: { readonly loc: unknown; readonly type: string }) => [loc, type]),
        [
          [["query", "page"], "greater_than_equal"],
          [["query", "size"], "less_than_equal"],
          [["query", "reverse"], "bool_parsing"]
        ]
      )
    }).pipe(Effect.provide(services))
  )

  const filters: ReadonlyArray<[string, number]> = [
    ['{"peer_id":"bakery-mill"}', 17],
    ['{"metadata":{"role":"tool"}}', 17],
    ['{"metadata":{"day":{"lte":2}}}', 14],
    ['{"created_at":{"lt":"2026-02-01T06:01:36Z"}}', 2],
    ['{"OR":[{"peer_id":"bakery-mill"},{"content":1}]}', 0],
    ['{"AND":[{"peer_id":{"in":["alice"]}},{"metadata":{"day":1}}]}', 3],
    ['{"NOT":[{"peer_id":"alice"}]}', 68],
    ['{"peer_id":"*"}', 120],
    ["{}", 120]
  ]
  for (const [filter, expected] of filters)
    it.scoped(`filters by ${filter}`, () =>
      Effect.gen(function* () {
        const page = yield* list("diary-120", "", `{"filters":${filter}}`)
        if (expected > 0) assert.strictEqual(json(page).total, expected)
        else assert.deepStrictEqual([page.status, typeof json(page).detail], [422, "string"])
      }).pipe(Effect.provide(services))
    )
})
