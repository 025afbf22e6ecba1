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
