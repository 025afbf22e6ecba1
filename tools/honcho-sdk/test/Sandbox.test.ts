/** Honcho's own SDK works with the sandbox. Left out where the SDK is not installed, unless MESSAGES_REQUIRE_HONCHO_SDK is set. */
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { ConversationRef, type Message, MessageRef, Messages } from "@org/messages-core"
import { ConfiguredProviders } from "@org/messages-runtime"
import { Sandbox } from "@org/messages-sandbox"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as HonchoSdk from "./HonchoSdk.js"

if (HonchoSdk.isLeftOut) console.warn(`left out: ${HonchoSdk.reason}`)

let sdk: HonchoSdk.Sdk

beforeAll(async () => {
  if (!HonchoSdk.isLeftOut) sdk = await HonchoSdk.load()
})

/** A client of the SDK that is configured as its documentation says. */
const client = (options: object = {}) =>
  Effect.map(
    Sandbox.Sandbox,
    ({ environment }) =>
      new sdk.Honcho({
        apiKey: environment["HONCHO_API_KEY"],
        baseURL: environment["HONCHO_URL"],
        workspaceId: "guild",
        maxRetries: 0,
        ...options
      })
  )

/** What a call of the SDK gives, or what it throws. */
const call = <A>(run: () => Promise<A>) => Effect.promise(run)
const refused = (run: () => Promise<unknown>) => Effect.flip(Effect.tryPromise({ try: run, catch: (error) => error }))

const fails = (status: Sandbox.FailureStatus, retryAfter?: string): Sandbox.Step => ({
  from: 1,
  event: { type: "fail", status, ...(retryAfter !== undefined && { retryAfter }) }
})

const scripted = (...script: ReadonlyArray<Sandbox.Step>) =>
  Sandbox.layerWith({ scripts: { "honcho:guild/s": script } })

/** The first of a list that has one. */
const firstOf = <A>([first]: ReadonlyArray<A>): A => {
  if (first === undefined) throw new Error("The list is empty")
  return first
}

const texts = (messages: ReadonlyArray<{ readonly content: string }>) => messages.map(({ content }) => content)

describe.skipIf(HonchoSdk.isLeftOut)("Honcho's SDK", () => {
  it.scopedLive("makes and gets workspaces, peers and sessions", () =>
    Effect.gen(function* () {
      const honcho = yield* client()
      const alice = yield* call(() => honcho.peer("alice", { metadata: { baker: true } }))
      const session = yield* call(() => honcho.session("s", { metadata: { topic: "flour" }, peers: [alice, "bob"] }))
      assert.deepStrictEqual([session.isActive, session.metadata], [true, { topic: "flour" }])
      const again = yield* call(() => honcho.session("s"))
      assert.deepStrictEqual([again.metadata, again.createdAt], [session.metadata, session.createdAt])
      const ids = (list: ReadonlyArray<{ readonly id: string }>) => list.map(({ id }) => id)
      assert.deepStrictEqual(ids(yield* call(() => session.peers())), ["alice", "bob"])
      yield* call(() => session.removePeers("bob"))
      yield* call(() => session.addPeers(["carol"]))
      assert.deepStrictEqual(ids(yield* call(() => session.peers())), ["alice", "carol"])
      yield* call(() => session.setMetadata({ topic: "rye" }))
      assert.deepStrictEqual(yield* call(() => session.getMetadata()), { topic: "rye" })
      assert.deepStrictEqual(yield* call(() => alice.getMetadata()), { baker: true })
      assert.include(yield* call(async () => (await honcho.workspaces()).toArray()), "guild")
    }).pipe(Effect.provide(Sandbox.layer))
  )

  it.scopedLive("adds messages and gets them, one by one and page by page", () =>
    Effect.gen(function* () {
      const honcho = yield* client()
      const [alice, bob] = yield* call(() => Promise.all([honcho.peer("alice"), honcho.peer("bob")]))
      const session = yield* call(() => honcho.session("s"))
      const sent: Array<string> = []
      for (let batch = 0; batch < 3; batch++) {
        const messages = Array.from({ length: 50 }, (_, n) => `${batch}/${n} 🥖`)
        sent.push(...messages)
        const added = yield* call(() =>
          session.addMessages(
            messages.map((text, n) => (n % 2 === 0 ? alice.message(text, { metadata: { n } }) : bob.message(text)))
          )
        )
        assert.deepStrictEqual(texts(added), messages)
        assert.strictEqual(new Set(added.map(({ createdAt }) => createdAt)).size, 1)
        const got = yield* call(() => session.getMessage(firstOf(added).id))
        assert.deepStrictEqual(got, added[0])
        assert.deepInclude(got, { peerId: "alice", metadata: { n: 0 }, sessionId: "s", workspaceId: "guild" })
      }
      const first = yield* call(() => session.messages())
      assert.deepStrictEqual([first.total, first.pages, first.size, first.length], [150, 3, 50, 50])
      assert.deepStrictEqual(texts(yield* call(() => first.toArray())), sent)
      const small = yield* call(() => session.messages({ size: 7, reverse: true }))
      assert.deepStrictEqual(texts(yield* call(() => small.toArray())), [...sent].reverse())
      const alices = yield* call(() => session.messages({ filters: { peer_id: "alice" }, size: 100 }))
      assert.strictEqual(alices.total, 75)
      assert.lengthOf(yield* call(() => session.search("2/49")), 1)
    }).pipe(Effect.provide(Sandbox.layer))
  )

  it.scopedLive("reads a seeded conversation of 2,500 messages", () =>
    Effect.gen(function* () {
      const honcho = yield* client({ workspaceId: "bakery" })
      const sessions = yield* call(async () => (await honcho.sessions({ size: 2 })).toArray())
      assert.deepStrictEqual(
        sessions.map(({ id }) => `honcho:bakery/${id}`),
        Sandbox.conversations.flatMap(({ ref }) => (ref.startsWith("honcho:") ? [ref] : []))
      )
      const session = yield* call(() => honcho.session("diary-2500"))
      const page = yield* call(() => session.messages({ size: 100 }))
      const all = yield* call(() => page.toArray())
      assert.strictEqual(new Set(all.map(({ id }) => id)).size, 2500)
    }).pipe(Effect.provide(Sandbox.layer))
  )

  it.scopedLive("changes the metadata of a message", () =>
    Effect.gen(function* () {
      const honcho = yield* client({ workspaceId: "bakery" })
      const session = yield* call(() => honcho.session("diary-3"))
      const message = firstOf((yield* call(() => session.messages())).items)
      const changed = yield* call(() => session.updateMessage(message, { read: true }))
      assert.deepStrictEqual({ ...changed }, { ...message, metadata: { read: true } })
      assert.deepStrictEqual(yield* call(() => session.getMessage(message.id)), changed)
    }).pipe(Effect.provide(Sandbox.layer))
  )

  it.scopedLive("throws its own errors for the sandbox's refusals", () =>
    Effect.gen(function* () {
      const honcho = yield* client()
      const session = yield* call(() => honcho.session("t"))
      const stranger = yield* client({ apiKey: "other" })
      const long = { peerId: "alice", content: "x".repeat(25_001) }
      const error = yield* refused(() => session.getMessage("V1StGXR8_Z5jdHi6B-myT"))
      assert.include(String(error), "Message with ID V1StGXR8_Z5jdHi6B-myT not found")
      for (const [run, type, status] of [
        [() => session.getMessage("V1StGXR8_Z5jdHi6B-myT"), sdk.NotFoundError, 404],
        [() => stranger.session("s"), sdk.AuthenticationError, 401],
        [() => session.addMessages([long]), sdk.UnprocessableEntityError, 422],
        [() => honcho.http.post("/v3/workspaces", { body: { id: "a.b" } }), sdk.UnprocessableEntityError, 422]
      ] as const) {
        const error = yield* refused(run)
        assert.instanceOf(error, type)
        assert.instanceOf(error, sdk.HonchoError)
        assert.strictEqual(error instanceof Error && "status" in error ? error.status : undefined, status)
      }
    }).pipe(Effect.provide(Sandbox.layer))
  )

  for (const [what, script, type] of [
    ["RateLimitError", fails(429, "1"), "RateLimitError"],
    ["ServerError", fails(503), "ServerError"],
    ["TimeoutError", { from: 1, event: { type: "wait", millis: 5_000 } }, "TimeoutError"]
  ] as const)
    it.scopedLive(`throws ${what} as a script says`, () =>
      Effect.gen(function* () {
        const honcho = yield* client({ timeout: 1_000 })
        const session = yield* call(() => honcho.session("s"))
        assert.instanceOf(yield* refused(() => session.messages()), sdk[type])
        assert.deepStrictEqual((yield* call(() => session.messages())).items, [])
      }).pipe(Effect.provide(scripted(script)))
    )

  it.scopedLive("throws ConnectionError when the sandbox has stopped", () =>
    Effect.gen(function* () {
      const honcho = yield* Effect.provide(client(), Sandbox.layer)
      assert.instanceOf(yield* refused(() => honcho.session("s")), sdk.ConnectionError)
    })
  )

  it.scopedLive("reads to the end although pages fail in between", () =>
    Effect.gen(function* () {
      const honcho = yield* client({ maxRetries: 2, workspaceId: "bakery" })
      const session = yield* call(() => honcho.session("diary-120"))
      const page = yield* call(() => session.messages({ size: 50 }))
      assert.lengthOf(yield* call(() => page.toArray()), 120)
    }).pipe(
      Effect.provide(
        Sandbox.layerWith({
          scripts: { "honcho:bakery/diary-120": [{ from: 2, to: 3, event: { type: "fail", status: 503 } }] }
        })
      )
    )
  )

  it.scopedLive("writes what our client reads, and reads what our client posts", () =>
    Effect.gen(function* () {
      const honcho = yield* client()
      const alice = yield* call(() => honcho.peer("alice"))
      const session = yield* call(() => honcho.session("s"))
      const createdAt = "2026-01-05T06:30:00.080412Z"
      const metadata = { role: "user", nested: { list: [1, null, "x"] } }
      const written = firstOf(
        yield* call(() => session.addMessages([alice.message("Two loaves, please", { metadata, createdAt })]))
      )
      const port = yield* Messages.Messages
      const conversation = yield* ConversationRef.parse("honcho:guild/s")
      const { items } = yield* port.list(conversation)
      const [item] = items
      assert.deepInclude(item, { id: written.id, metadata, author: { id: "alice" } } satisfies Partial<Message.Message>)
      assert.deepStrictEqual(item?.parts, [{ type: "text", text: "Two loaves, please" }])
      assert.deepStrictEqual(yield* port.get(yield* MessageRef.parse(`honcho:guild/s/${written.id}`)), item)
      const { ref = "" } = yield* port.post(conversation, { text: "Yes", author: { id: "bakery" }, metadata: { n: 1 } })
      const read = yield* call(() => session.getMessage(ref.slice(ref.lastIndexOf("/") + 1)))
      assert.deepInclude(read, { content: "Yes", peerId: "bakery", metadata: { n: 1 } })
    }).pipe(Effect.provide(ours), Effect.provide(Sandbox.layer))
  )
})

/** Our own client, with the same environment. */
const ours = Layer.unwrapEffect(
  Effect.map(Sandbox.Sandbox, ({ environment }) =>
    Layer.provide(
      ConfiguredProviders.layer,
      Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(environment))))
    )
  )
)
