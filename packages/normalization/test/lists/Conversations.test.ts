/** Lists of conversations over real HTTP: the samples come back without loss, with refs that lists of messages take. */
import { assert, describe, it } from "@effect/vitest"
import { LoopbackServer, Samples } from "@org/messages-contract"
import type { Provider } from "@org/messages-core"
import { Conversation, ConversationFormat, ConversationRef, Json, Messages, type Page } from "@org/messages-core"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import { conversation as factory } from "../../src/factory/FactoryConversation.js"
import { conversation as honcho } from "../../src/honcho/HonchoConversation.js"
import { conversation as mielto } from "../../src/mielto/MieltoConversation.js"
import { conversation as veryfront } from "../../src/veryfront/VeryfrontConversation.js"
import * as PagedServer from "./PagedServer.js"

/** Serves one page, and gives what the port makes of it and the request. */
const listed = (provider: Provider.Provider, json: Json.Json, options?: Page.ConversationsOptions) =>
  Effect.scoped(
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make(() => LoopbackServer.json(json))
      const page = yield* Effect.flatMap(Messages.Messages, (messages) =>
        messages.conversations(provider, options)
      ).pipe(Effect.provide(PagedServer.port(server.url)))
      return { page, request: server.requests[0] }
    })
  )

const sizedAs100 = (json: Json.Json): Json.Json =>
  Json.isObject(json) && "size" in json ? { ...json, size: 100 } : json

const cases: ReadonlyArray<{
  readonly provider: Provider.Provider
  readonly file: string
  readonly parent?: string
  readonly request: string
  readonly fields: object
}> = [
  {
    provider: "factory",
    file: "page-sessions.json",
    request: "GET /api/v0/sessions?limit=100",
    fields: {
      version: 1,
      provider: "factory",
      ref: "factory:sess-001",
      id: "sess-001",
      title: "Fix tests",
      status: "running",
      messageCount: 12,
      createdAt: "2023-11-14T22:13:20.000Z",
      updatedAt: "2023-11-14T22:14:20.000Z",
      residue: { present: { computerId: "comp-001" } }
    }
  },
  {
    provider: "mielto",
    file: "page-conversations.json",
    parent: "wsp_1",
    request: "GET /api/v1/conversations?skip=0&limit=100",
    fields: {
      version: 1,
      provider: "mielto",
      ref: "mielto:conversation/conv_123456789?workspaceId=wsp_1",
      id: "conv_123456789",
      workspaceId: "wsp_123456789",
      title: "Product Strategy Discussion",
      status: "active",
      createdAt: "2024-01-16T10:00:00Z",
      updatedAt: "2024-01-16T12:30:00Z",
      metadata: { category: "planning", priority: "high" }
    }
  },
  {
    provider: "honcho",
    file: "page-sessions.json",
    parent: "my-app-testing",
    request: "POST /v3/workspaces/my-app-testing/sessions/list?page=1&size=100",
    fields: {
      version: 1,
      provider: "honcho",
      ref: "honcho:my-app-testing/support-chat-1",
      id: "support-chat-1",
      workspaceId: "my-app-testing",
      createdAt: "2026-01-01T00:00:00.000001Z",
      metadata: {},
      residue: { present: { is_active: true, configuration: {} } }
    }
  },
  {
    provider: "veryfront",
    file: "page-conversations.json",
    request: "GET /conversations?limit=100",
    fields: {
      version: 1,
      provider: "veryfront",
      ref: "veryfront:11111111-1111-4111-a111-111111111111",
      id: "11111111-1111-4111-a111-111111111111",
      title: "New",
      status: "active",
      messageCount: 2,
      createdAt: "2024-01-01T00:00:00Z",
      updatedAt: "2024-01-01T00:00:00Z"
    }
  }
]

const formats = { factory, mielto, honcho, veryfront }

/** The native conversation that the canonical one says. */
const back = (conversation: Conversation.Conversation): Json.JsonObject => {
  switch (conversation.provider) {
    case "factory":
      return ConversationFormat.fromConversation(formats.factory, conversation)
    case "mielto":
      return ConversationFormat.fromConversation(formats.mielto, conversation)
    case "honcho":
      return ConversationFormat.fromConversation(formats.honcho, conversation)
    case "veryfront":
      return ConversationFormat.fromConversation(formats.veryfront, conversation)
  }
}

/** The elements of a sample page. */
const elementsOf = (json: Json.Json): ReadonlyArray<Json.Json> =>
  Object.values(Json.isObject(json) ? json : {}).find(Json.isArray) ?? []

for (const { fields, file, parent, provider, request } of cases)
  describe(`a list of the conversations of ${provider}`, () => {
    const { json } = Samples.get(provider, file)

    it.effect("has the fields of the sample, and gives the same JSON value back", () =>
      Effect.gen(function* () {
        const { page, request: sent } = yield* listed(provider, sizedAs100(json), { parent })
        assert.strictEqual(`${sent?.method} ${sent?.path}`, request)
        if (provider === "mielto") assert.strictEqual(sent?.headers["x-workspace-id"], parent)
        const [conversation] = page.items
        if (conversation === undefined) return assert.fail("no conversation")
        assert.isTrue(Conversation.isConversation(conversation))
        assert.deepInclude<object>(conversation, fields)
        assert.isTrue(Json.equal(back(conversation), elementsOf(json)[0] ?? null))
        assert.strictEqual(Either.getOrThrow(ConversationRef.parse(conversation.ref)).ref, conversation.ref)
      })
    )

    it.effect("gives any JSON object with an id back unchanged", () => {
      const [element = {}] = elementsOf(json)
      const [key = "", id = ""] =
        Object.entries(Json.isObject(element) ? element : {}).find(([name]) => /^(sessionId|id)$/.test(name)) ?? []
      const [arrayKey = ""] =
        Object.entries(Json.isObject(json) ? json : {}).find(([, value]) => Json.isArray(value)) ?? []
      const more = FastCheck.sample(Arbitrary.make(Json.JsonObject), { numRuns: 200, seed: 7 })
      const natives = more.map((object, index) => ({
        ...(Json.isObject(element) ? element : {}),
        ...object,
        [key]: `${String(id)}-${index}`
      }))
      return Effect.map(listed(provider, { [arrayKey]: natives }, { parent }), ({ page }) => {
        assert.strictEqual(page.items.length, natives.length)
        for (const [index, conversation] of page.items.entries()) {
          assert.isTrue(Conversation.isConversation(conversation))
          assert.isTrue(Json.equal(back(conversation), JSON.parse(JSON.stringify(natives[index]))))
        }
      })
    })

    it.effect("goes to its end, each conversation once", () => {
      const [element] = elementsOf(json)
      const key = provider === "factory" ? "sessionId" : "id"
      const natives = Array.from({ length: 7 }, (_, index) => Object.assign({}, element, { [key]: `c${index}` }))
      const workspace = provider === "honcho" || provider === "mielto" ? "w1" : undefined
      return PagedServer.withStore(provider, { natives: [...natives] }, (messages) =>
        Effect.gen(function* () {
          const ids: Array<string> = []
          let cursor: Page.ConversationsOptions["cursor"]
          do {
            const page: Page.Page<Conversation.Conversation> = yield* messages.conversations(provider, {
              parent: workspace,
              limit: 3,
              cursor
            })
            ids.push(...page.items.map(({ id }) => id))
            cursor = page.next
          } while (cursor !== undefined)
          assert.deepStrictEqual(
            ids,
            natives.map((_, index) => `c${index}`)
          )
        })
      )
    })

    it.effect("keeps the rest of a page in which a conversation has no id that can be used", () => {
      const [arrayKey = ""] =
        Object.entries(Json.isObject(json) ? json : {}).find(([, value]) => Json.isArray(value)) ?? []
      const [element] = elementsOf(json)
      const key = provider === "factory" ? "sessionId" : "id"
      const natives = [7, {}, Object.assign({}, element, { [key]: ".." }), element ?? null]
      return Effect.map(listed(provider, { [arrayKey]: natives }, { parent }), ({ page }) => {
        assert.strictEqual(page.items.length, 1)
        assert.deepStrictEqual(
          page.faults?.map(({ index, path }) => [index, path]),
          [
            [0, ""],
            [1, `/${key}`],
            [2, ""]
          ]
        )
      })
    })
  })

describe("the parent of conversations", () => {
  const failing = (provider: Provider.Provider, options: Page.ConversationsOptions) =>
    Effect.flip(listed(provider, {}, options))

  it.effect("must be given for Honcho, and says so", () =>
    Effect.map(failing("honcho", {}), (error) => {
      assert.deepInclude({ ...error }, { _tag: "InvalidRef", input: "honcho" })
      assert.include(String(error), "expected a workspaceId, because Honcho lists conversations by workspaceId")
    })
  )

  it.effect("cannot be given where there is none", () =>
    Effect.forEach(["factory", "veryfront"] as const, (provider) =>
      Effect.map(failing(provider, { parent: "w" }), (error) => {
        assert.deepInclude({ ...error }, { _tag: "NotSupported", operation: "conversations" })
        assert.include(String(error), "leave the parent out")
      })
    )
  )

  it.effect("must be an id that can be sent", () =>
    Effect.forEach(["honcho", "mielto"] as const, (provider) =>
      Effect.forEach(["", "..", "a\nb", "\ud800"], (parent) =>
        Effect.map(failing(provider, { parent }), (error) => assert.deepInclude({ ...error }, { _tag: "InvalidRef" }))
      )
    )
  )

  it.effect("belongs to a cursor", () =>
    PagedServer.withStore("mielto", { natives: PagedServer.natives("mielto", 9) }, (messages) =>
      Effect.gen(function* () {
        const { next: cursor } = yield* messages.conversations("mielto", { parent: "w1", limit: 2 })
        const error = yield* Effect.flip(messages.conversations("mielto", { parent: "w2", cursor }))
        assert.deepInclude({ ...error }, { _tag: "InvalidCursor", problem: "it belongs to mielto:w1" })
      })
    )
  )
})
