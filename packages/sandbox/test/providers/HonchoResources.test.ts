import { assert, describe, it } from "@effect/vitest"
import { Samples } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import { bearer, type Options, sendToHoncho, services } from "../Client.js"

/** On the port of Honcho's own, where its paths begin at the root. */
const ask = (path: string, body?: unknown, options: Options = {}) =>
  Effect.map(
    sendToHoncho(path, {
      headers: bearer("hch-sandbox"),
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...options
    }),
    ({ json, status }) => ({ status, body: JSON.parse(JSON.stringify(json)) })
  )

const workspaces = "/v3/workspaces"

const ids = ({ body }: { readonly body: { readonly items: ReadonlyArray<{ readonly id: string }> } }) =>
  body.items.map(({ id }) => id)

describe("Honcho on a port of its own", () => {
  it.scoped("has the messages of the sandbox", () =>
    Effect.gen(function* () {
      const { body } = yield* ask(`${workspaces}/bakery/sessions/morning-orders/messages/Vq7hR2mZ0sXkLpT4bN9cA`)
      assert.deepInclude(body, { peer_id: "alice" })
      assert.strictEqual((yield* ask(`/honcho${workspaces}`, { id: "w" })).status, 404)
    }).pipe(Effect.provide(services))
  )

  for (const [what, path, fields] of [
    ["workspaces", workspaces, ["id", "metadata", "configuration", "created_at"]],
    ["peers", `${workspaces}/w/peers`, ["id", "workspace_id", "metadata", "configuration", "created_at"]],
    [
      "sessions",
      `${workspaces}/w/sessions`,
      ["id", "is_active", "workspace_id", "metadata", "configuration", "created_at"]
    ]
  ] as const)
    it.scoped(`makes or gets ${what}, and overwrites only what is given`, () =>
      Effect.gen(function* () {
        const made = yield* ask(path, { id: "one", metadata: { a: 1 } })
        assert.strictEqual(made.status, 201)
        assert.sameMembers(Object.keys(made.body), [...fields])
        const got = yield* ask(path, { id: "one" })
        assert.deepStrictEqual(got, { status: 200, body: made.body })
        const put = yield* ask(`${path}/one`, { configuration: { reasoning: { enabled: false } } }, { method: "PUT" })
        assert.deepInclude(put.body, { metadata: { a: 1 }, configuration: { reasoning: { enabled: false } } })
        assert.deepStrictEqual((yield* ask(path, { id: "one", metadata: null })).body, put.body)
        assert.include(ids(yield* ask(`${path}/list`, {})), "one")
      }).pipe(Effect.provide(services))
    )

  for (const [what, body, type] of [
    ["no name", {}, "missing"],
    ["a name that is no text", { id: 7 }, "string_type"],
    ["an empty name", { id: "" }, "string_too_short"],
    ["a name with a dot", { id: "a.b" }, "string_pattern_mismatch"],
    ["a name of 513 characters", { id: "n".repeat(513) }, "string_too_long"],
    ["metadata that is a text", { id: "a", metadata: "x" }, "dict_type"]
  ] as const)
    it.scoped(`refuses ${what}`, () =>
      Effect.gen(function* () {
        for (const path of [workspaces, `${workspaces}/w/peers`, `${workspaces}/w/sessions`]) {
          const refused = yield* ask(path, body)
          assert.deepStrictEqual([refused.status, refused.body.detail[0].type], [422, type])
        }
      }).pipe(Effect.provide(services))
    )

  it.scoped("lists sessions oldest first, and those of a peer", () =>
    Effect.gen(function* () {
      for (const id of ["a", "b"]) yield* ask(`${workspaces}/w/sessions`, { id })
      yield* ask(`${workspaces}/w/sessions`, { id: "c", peers: { alice: {} } })
      const list = `${workspaces}/w/sessions/list`
      assert.deepStrictEqual(ids(yield* ask(list, {})), ["a", "b", "c"])
      assert.deepStrictEqual(ids(yield* ask(`${list}?reverse=true&size=2`, {})), ["c", "b"])
      assert.deepStrictEqual(ids(yield* ask(`${workspaces}/w/peers/alice/sessions`, {})), ["c"])
      const { body } = yield* ask(`${workspaces}/other/sessions/list`, {})
      assert.deepStrictEqual(body, Samples.get("honcho", "page-messages-empty.json").json)
      const [session] = (yield* ask(list, {})).body.items
      const [sample] = JSON.parse(Samples.get("honcho", "page-sessions.json").text).items
      assert.sameMembers(Object.keys(session), Object.keys(sample))
    }).pipe(Effect.provide(services))
  )

  it.scoped("adds, replaces and removes the peers of a session", () =>
    Effect.gen(function* () {
      yield* ask(`${workspaces}/w/sessions`, { id: "s" })
      const peers = `${workspaces}/w/sessions/s/peers`
      yield* ask(peers, { alice: {}, bob: { observe_me: false } })
      assert.deepStrictEqual(ids(yield* ask(peers)), ["alice", "bob"])
      assert.deepInclude((yield* ask(`${peers}/bob/config`)).body, { observe_me: false })
      yield* ask(`${peers}/bob/config`, { observe_others: true }, { method: "PUT" })
      assert.deepInclude((yield* ask(`${peers}/bob/config`)).body, { observe_others: true })
      yield* ask(peers, ["alice"], { method: "DELETE" })
      assert.deepStrictEqual(ids(yield* ask(peers)), ["bob"])
      yield* ask(peers, { carol: {} }, { method: "PUT" })
      assert.deepStrictEqual(ids(yield* ask(peers)), ["carol"])
      assert.strictEqual((yield* ask(`${workspaces}/w/sessions/none/peers`)).status, 404)
    }).pipe(Effect.provide(services))
  )

  it.scoped("changes the metadata of a message, and nothing else", () =>
    Effect.gen(function* () {
      const path = `${workspaces}/bakery/sessions/morning-orders/messages/Vq7hR2mZ0sXkLpT4bN9cA`
      const { body: before } = yield* ask(path)
      const put = (body: object) => ask(path, body, { method: "PUT" })
      const { body: changed } = yield* put({ metadata: { read: true }, content: "other" })
      assert.deepStrictEqual(changed, { ...before, metadata: { read: true } })
      for (const body of [{}, { metadata: null }]) assert.deepStrictEqual((yield* put(body)).body, changed)
      assert.deepStrictEqual((yield* ask(path)).body, changed)
      const { items } = (yield* ask(`${workspaces}/bakery/sessions/morning-orders/messages/list`, {})).body
      assert.deepStrictEqual(items[0], changed)
      const none = yield* ask(path.replace("Vq7", "aaa"), {}, { method: "PUT" })
      assert.deepStrictEqual(none.status, 404)
    }).pipe(Effect.provide(services))
  )

  it.scoped("deletes sessions, which then take no messages", () =>
    Effect.gen(function* () {
      const session = `${workspaces}/bakery/sessions/diary-3`
      assert.strictEqual((yield* ask(session, undefined, { method: "DELETE" })).status, 202)
      assert.notInclude(ids(yield* ask(`${workspaces}/bakery/sessions/list`, {})), "diary-3")
      assert.strictEqual((yield* ask(`${session}/messages/list`, {})).body.total, 0)
      const messages = [{ peer_id: "alice", content: "x" }]
      assert.strictEqual((yield* ask(`${session}/messages`, { messages })).status, 404)
      assert.strictEqual((yield* ask(session, undefined, { method: "DELETE" })).status, 404)
    }).pipe(Effect.provide(services))
  )

  it.scoped("finds the messages of a session that have some words", () =>
    Effect.gen(function* () {
      const search = `${workspaces}/bakery/sessions/diary-120/search`
      const { body } = yield* ask(search, { query: "the mill did not", limit: 5 })
      assert.lengthOf(body, 1)
      assert.include(body[0].content, "The mill did not answer")
      assert.lengthOf((yield* ask(search, { query: "loaves" })).body, 10)
      assert.strictEqual((yield* ask(search, {})).status, 422)
    }).pipe(Effect.provide(services))
  )
})
