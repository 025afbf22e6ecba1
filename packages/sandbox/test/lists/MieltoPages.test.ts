import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { bearer, type Options, send, services } from "../Client.js"

const ask = (key: string, path: string, options: Options = {}) => send(path, { headers: bearer(key), ...options })

const json = ({ json }: { readonly json: unknown }) => JSON.parse(JSON.stringify(json))

describe("a page of Mielto", () => {
  const messages = "/mielto/api/v1/messages?conversation_id=conv_diary_120"
  const get = (path: string, options?: Options) => ask("mk_sandbox", path, options)

  it.scoped("has 100 messages and a total, unless a limit up to 1000 is given", () =>
    Effect.gen(function* () {
      const page = json(yield* get(messages))
      assert.deepStrictEqual(
        [Object.keys(page), page.data.length, page.total_count],
        [["data", "total_count"], 100, 120]
      )
      const rest = json(yield* get(`${messages}&skip=100&limit=1000`))
      assert.deepStrictEqual([rest.data.length, rest.total_count], [20, 120])
      assert.deepStrictEqual(json(yield* get(`${messages}&skip=500`)), { data: [], total_count: 120 })
    }).pipe(Effect.provide(services))
  )

  const number = (name: string, input: string, problem: object) =>
    [name, input, { loc: ["query", name], input, ...problem }] as const
  const parsing = { type: "int_parsing", msg: "Input should be a valid integer, unable to parse string as an integer" }
  for (const [name, input, expected] of [
    number("limit", "0", {
      type: "greater_than_equal",
      msg: "Input should be greater than or equal to 1",
      ctx: { ge: 1 }
    }),
    number("limit", "1001", {
      type: "less_than_equal",
      msg: "Input should be less than or equal to 1000",
      ctx: { le: 1000 }
    }),
    number("skip", "-1", {
      type: "greater_than_equal",
      msg: "Input should be greater than or equal to 0",
      ctx: { ge: 0 }
    }),
    number("skip", "x", parsing)
  ])
    it.scoped(`refuses ${name}=${input} as FastAPI does`, () =>
      Effect.gen(function* () {
        const refused = yield* get(`${messages}&${name}=${input}`)
        assert.deepStrictEqual<unknown>([refused.status, json(refused)], [422, { detail: [expected] }])
      }).pipe(Effect.provide(services))
    )

  it.scoped("filters messages and conversations", () =>
    Effect.gen(function* () {
      const count = (filter: string) => Effect.map(get(`${messages}&${filter}`), (page) => json(page).total_count)
      assert.strictEqual(yield* count("role=tool"), 17)
      assert.strictEqual(yield* count("tags=order"), 17)
      assert.strictEqual(yield* count("search=DANKE"), 5)
      assert.strictEqual(yield* count("message_type=voice"), 0)
      assert.strictEqual(json(yield* get("/mielto/api/v1/conversations?search=120")).total_count, 1)
      assert.strictEqual(json(yield* get("/mielto/api/v1/conversations?status=archived")).total_count, 0)
    }).pipe(Effect.provide(services))
  )

  it.scoped(
    "is empty for an unknown conversation and for another workspace, and has everything without a conversation",
    () =>
      Effect.gen(function* () {
        const empty = { data: [], total_count: 0 }
        assert.deepStrictEqual(json(yield* get("/mielto/api/v1/messages?conversation_id=conv_other")), empty)
        const headers = { ...bearer("mk_sandbox"), "x-workspace-id": "wsp_other" }
        assert.deepStrictEqual(json(yield* get(messages, { headers })), empty)
        assert.strictEqual(json(yield* get("/mielto/api/v1/messages")).total_count, 2 + 3 + 120 + 2500)
      }).pipe(Effect.provide(services))
  )
})
