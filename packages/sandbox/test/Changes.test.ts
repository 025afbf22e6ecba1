/** Conversations that grow, change and vanish, as a person makes them do it over HTTP. */
import { assert, describe, it } from "@effect/vitest"
import { Contract } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import { Sandbox } from "../src/index.js"
import { bearer, send, services } from "./Client.js"

const change = (changes: object) => send("/changes", { body: JSON.stringify(changes) })

interface Native {
  readonly [key: string]: unknown
}

const records = (value: unknown): ReadonlyArray<Native> =>
  Array.isArray(value) ? value.filter((one): one is Native => typeof one === "object" && one !== null) : []

const field = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined

/** How to read each provider whose messages change. */
const providers = [
  {
    name: "factory",
    key: "fk-sandbox",
    messages: "/factory/api/v0/sessions/diary-3/messages",
    list: "/factory/api/v0/sessions",
    elements: "messages",
    conversations: "sessions",
    id: "sessionId",
    updated: "updatedAt",
    contract: "factory.get-message",
    refOf: (id: unknown) => `factory:diary-3/${String(id)}`
  },
  {
    name: "mielto",
    key: "mk_sandbox",
    messages: "/mielto/api/v1/messages?conversation_id=conv_diary_3",
    list: "/mielto/api/v1/conversations",
    elements: "data",
    conversations: "data",
    id: "id",
    updated: "updated_at",
    contract: "mielto.get-message",
    refOf: (id: unknown) => `mielto:${String(id)}`
  },
  {
    name: "veryfront",
    key: "vf_sandbox",
    messages: "/veryfront/conversations/d1a40000-0000-4000-8000-000000000003/messages",
    list: "/veryfront/conversations",
    elements: "data",
    conversations: "data",
    id: "id",
    updated: "updated_at",
    contract: "veryfront.get-message",
    refOf: (id: unknown) => `veryfront:d1a40000-0000-4000-8000-000000000003/${String(id)}`
  }
] as const

describe("changes", () => {
  for (const { contract, conversations, elements, id, key, list, messages, name, refOf, updated } of providers)
    it.scoped(`grow, edit, rename and remove what ${name} has, as its own lists show`, () =>
      Effect.gen(function* () {
        const read = (path: string) => send(path, { headers: bearer(key) })
        const all = Effect.map(read(messages), ({ json }) => records(field(json, elements)))
        const conversation = Sandbox.diary(name, 3)
        const listed = Effect.map(read(list), ({ json }) =>
          records(field(json, conversations)).find((one) => conversation.endsWith(String(one[id])))
        )
        const before = yield* listed
        const [first, second] = yield* all
        assert.deepInclude(
          yield* change([
            { type: "arrive", conversation, messages: 2 },
            { type: "edit", message: refOf(second?.["id"]), text: "Another text" },
            { type: "title", conversation, title: "Another title" },
            { type: "remove", message: refOf(first?.["id"]) }
          ]),
          { status: 200 }
        )
        const after = yield* all
        assert.strictEqual(after.length, 4)
        assert.strictEqual(after[0]?.["id"], second?.["id"])
        assert.include(JSON.stringify(after[0]), "Another text")
        for (const message of after) assert.deepStrictEqual(Contract.of(contract).success(message), [])
        assert.strictEqual(new Set(after.map((message) => message["id"])).size, 4)
        const { title, [updated]: changed } = (yield* listed) ?? {}
        assert.strictEqual(title, "Another title")
        assert.notStrictEqual(changed, before?.[updated])
        yield* change({ type: "remove", conversation })
        assert.isUndefined(yield* listed)
        yield* change({ type: "arrive", conversation, messages: 1 })
        assert.strictEqual((yield* all).length, 1)
      }).pipe(Effect.provide(services))
    )

  it.scoped("grow and remove Honcho's sessions, whose messages never change", () =>
    Effect.gen(function* () {
      const conversation = Sandbox.diary("honcho", 3)
      const messages = Effect.map(
        send("/honcho/v3/workspaces/bakery/sessions/diary-3/messages/list", {
          body: "{}",
          headers: bearer("hch-sandbox")
        }),
        ({ json }) => records(field(json, "items"))
      )
      const [first] = yield* messages
      yield* change({ type: "arrive", conversation, messages: 2 })
      assert.strictEqual((yield* messages).length, 5)
      const refused = yield* change({ type: "remove", message: `${conversation}/${String(first?.["id"])}` })
      assert.strictEqual(refused.status, 422)
      assert.include(refused.text, "The messages of Honcho never change")
      yield* change({ type: "remove", conversation })
      assert.strictEqual((yield* messages).length, 0)
      yield* change({ type: "arrive", conversation, messages: 2 })
      assert.strictEqual((yield* messages).length, 2)
      yield* send("/honcho/v3/workspaces/bakery/sessions/diary-3", {
        method: "DELETE",
        headers: bearer("hch-sandbox")
      })
      assert.strictEqual((yield* messages).length, 0)
      yield* change({ type: "arrive", conversation, messages: 1 })
      assert.strictEqual((yield* messages).length, 1)
    }).pipe(Effect.provide(services))
  )

  it.scoped("that cannot be made say why", () =>
    Effect.gen(function* () {
      const unknown = { type: "title", conversation: "factory:nope", title: "x" }
      assert.deepInclude(yield* change(unknown), {
        status: 422,
        json: { detail: "There is no conversation factory:nope" }
      })
      for (const wrong of [{}, { type: "arrive", conversation: "factory:x", messages: 0 }, [3]])
        assert.strictEqual((yield* change(wrong)).status, 400)
      assert.strictEqual((yield* change({ type: "remove", message: "nope" })).status, 422)
      assert.strictEqual((yield* send("/changes")).status, 405)
      assert.strictEqual((yield* send("/changes", { body: "{" })).status, 400)
    }).pipe(Effect.provide(services))
  )
})
