import { assert, describe, it } from "@effect/vitest"
import { Samples } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import { bearer, type Options, send, services } from "../Client.js"

const ask = (key: string, path: string, options: Options = {}) => send(path, { headers: bearer(key), ...options })

const json = ({ json }: { readonly json: unknown }) => JSON.parse(JSON.stringify(json))

describe("a page of Factory", () => {
  const session = "/factory/api/v0/sessions/diary-120"
  const get = (path: string) => ask("fk-sandbox", path)

  it.scoped("has 20 messages unless a limit from 1 to 100 is given", () =>
    Effect.gen(function* () {
      const page = json(yield* get(`${session}/messages`))
      assert.lengthOf(page.messages, 20)
      assert.deepStrictEqual(Object.keys(page), ["messages", "pagination"])
      assert.deepInclude(page.pagination, { hasMore: true })
      assert.lengthOf(json(yield* get(`${session}/messages?limit=100`)).messages, 100)
      for (const limit of ["0", "101", "x", "-1", "1.5", ""]) {
        const refused = yield* get(`${session}/messages?limit=${limit}`)
        const detail = "limit must be a number from 1 to 100"
        assert.deepStrictEqual<unknown>(json(refused), { detail, status: 400, title: "Bad Request" })
      }
    }).pipe(Effect.provide(services))
  )

  it.scoped("ends with a cursor that is null", () =>
    Effect.gen(function* () {
      const page = json(yield* get("/factory/api/v0/sessions/diary-3/messages"))
      assert.deepStrictEqual(page.pagination, { hasMore: false, nextCursor: null })
      assert.deepStrictEqual(Samples.get("factory", "page-messages-last.json").json, { ...page, messages: [] })
    }).pipe(Effect.provide(services))
  )

  it.scoped("refuses a cursor of another list, and text that is none", () =>
    Effect.gen(function* () {
      const { nextCursor } = json(yield* get(`${session}/messages`)).pagination
      const invalid = Samples.get("factory", "error-400.json").json
      for (const [path, cursor] of [
        ["/factory/api/v0/sessions/diary-2500/messages", nextCursor],
        [`${session}/messages?role=user`, nextCursor],
        [`${session}/messages`, "n2"],
        [`${session}/messages`, `${nextCursor}x`],
        ["/factory/api/v0/sessions", nextCursor]
      ]) {
        const refused = yield* get(`${path}${path.includes("?") ? "&" : "?"}cursor=${cursor}`)
        assert.deepStrictEqual<unknown>([refused.status, json(refused)], [400, invalid])
      }
    }).pipe(Effect.provide(services))
  )

  it.scoped("has the messages of one role, but not of the role system", () =>
    Effect.gen(function* () {
      const roles = (page: { readonly messages: ReadonlyArray<{ readonly role: string }> }) =>
        page.messages.map(({ role }) => role)
      const tools = json(yield* get(`${session}/messages?role=tool&limit=10`))
      assert.deepStrictEqual(
        roles(tools),
        Array.from({ length: 10 }, () => "tool")
      )
      const rest = json(yield* get(`${session}/messages?role=tool&limit=10&cursor=${tools.pagination.nextCursor}`))
      assert.deepStrictEqual(
        roles(rest),
        Array.from({ length: 7 }, () => "tool")
      )
      assert.strictEqual((yield* get(`${session}/messages?role=system`)).status, 400)
    }).pipe(Effect.provide(services))
  )

  it.scoped("has sessions with their status and their times in milliseconds", () =>
    Effect.gen(function* () {
      const { sessions } = json(yield* get("/factory/api/v0/sessions"))
      const keys = ["sessionId", "title", "status", "messageCount", "createdAt", "updatedAt"]
      assert.deepStrictEqual(Object.keys(sessions[2]), keys)
      assert.deepStrictEqual(sessions[2], {
        sessionId: "diary-120",
        title: "Diary of the bakery, 120 messages",
        status: "idle",
        messageCount: 120,
        createdAt: Date.UTC(2026, 1, 1, 6),
        updatedAt: Date.UTC(2026, 1, 1, 6) + 119 * 95_000
      })
      assert.deepStrictEqual(json(yield* get(session)), sessions[2])
      assert.strictEqual((yield* get("/factory/api/v0/sessions/other")).status, 404)
      assert.strictEqual((yield* get("/factory/api/v0/sessions/other/messages")).status, 404)
    }).pipe(Effect.provide(services))
  )
})

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

  it.scoped("is empty for an unknown conversation and for another workspace, and whole without a conversation", () =>
    Effect.gen(function* () {
      const empty = { data: [], total_count: 0 }
      assert.deepStrictEqual(json(yield* get("/mielto/api/v1/messages?conversation_id=conv_other")), empty)
      const headers = { ...bearer("mk_sandbox"), "x-workspace-id": "wsp_other" }
      assert.deepStrictEqual(json(yield* get(messages, { headers })), empty)
      assert.strictEqual(json(yield* get("/mielto/api/v1/messages")).total_count, 2 + 3 + 120 + 2500)
    }).pipe(Effect.provide(services))
  )
})

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

describe("a page of Veryfront", () => {
  const messages = "/veryfront/conversations/d1a40000-0000-4000-8000-000000000120/messages"
  const get = (path: string) => ask("vf_sandbox", path)

  it.scoped("has 50 messages unless a limit from 1 to 100 is given, and cursors", () =>
    Effect.gen(function* () {
      const first = json(yield* get(messages))
      assert.lengthOf(first.data, 50)
      const second = json(yield* get(`${messages}?limit=100&cursor=${first.page_info.next}`))
      assert.lengthOf(second.data, 70)
      const { next } = first.page_info
      assert.deepStrictEqual(second.page_info, { self: next, first: null, next: null, prev: null })
    }).pipe(Effect.provide(services))
  )

  it.scoped("has messages in the order of their sequence numbers, each with its parent", () =>
    Effect.gen(function* () {
      const { data } = json(yield* get(messages))
      for (const [index, message] of data.entries()) {
        assert.strictEqual(message.seq, index + 1)
        assert.strictEqual(message.parent_id, data[index - 1]?.id ?? null)
      }
    }).pipe(Effect.provide(services))
  )

  it.scoped("refuses limits and cursors that are none, as problem details", () =>
    Effect.gen(function* () {
      const refused = yield* get(`${messages}?limit=101&cursor=x`)
      assert.strictEqual(refused.headers["content-type"], "application/problem+json")
      assert.deepInclude(json(refused), { status: 400, title: "Validation Error" })
      const fields = json(refused).errors.map(({ field }: { readonly field: string }) => field)
      assert.deepStrictEqual(fields, ["limit", "cursor"])
    }).pipe(Effect.provide(services))
  )

  it.scoped("has conversations with their counts, by type and project", () =>
    Effect.gen(function* () {
      const { data } = json(yield* get("/veryfront/conversations?type=chat"))
      assert.deepInclude(data[2], { title: "Diary of the bakery, 120 messages", message_count: 120, status: "active" })
      const [sample] = JSON.parse(Samples.get("veryfront", "page-conversations.json").text).data
      assert.sameMembers(Object.keys(data[2]), Object.keys(sample))
      assert.deepStrictEqual(json(yield* get(`/veryfront/conversations/${data[2].id}`)), data[2])
      assert.lengthOf(json(yield* get("/veryfront/conversations?type=support")).data, 0)
      assert.strictEqual((yield* get("/veryfront/conversations?project_id=x")).status, 400)
      assert.strictEqual(
        (yield* get("/veryfront/conversations/d1a40000-0000-4000-8000-000000000009/messages")).status,
        404
      )
      assert.strictEqual(
        (yield* get("/veryfront/conversations/0b0e5a1e-0000-4000-8000-000000000002/messages")).status,
        403
      )
    }).pipe(Effect.provide(services))
  )
})
