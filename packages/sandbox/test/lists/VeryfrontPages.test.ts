import { assert, describe, it } from "@effect/vitest"
import { Samples } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import { bearer, type Options, send, services } from "../Client.js"

const ask = (key: string, path: string, options: Options = {}) => send(path, { headers: bearer(key), ...options })

const json = ({ json }: { readonly json: unknown }) => JSON.parse(JSON.stringify(json))

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
