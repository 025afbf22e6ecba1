import { assert, describe, it } from "@effect/vitest"
import { Contract } from "@org/messages-contract"
import { MessageRef, type Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { Sandbox } from "../../src/index.js"
import { bearer, send, services, servicesWith } from "../Client.js"
import * as Lister from "./Lister.js"

const { places, providers } = Lister

const messages = (provider: Provider.Provider, size: number) => places[provider].messages(Sandbox.diary(provider, size))

/** The path at which a message is got, from its place in a list. */
const pathOf = (provider: Provider.Provider, id: string, size: number): string => {
  if (provider === "mielto") return `/mielto/api/v1/messages/${id}`
  return `${messages(provider, size).replace(/\/list$/, "")}/${id}`
}

describe.each(providers)("the lists of %s", (provider) => {
  const { conversations, key, largest } = places[provider]
  const headers = bearer(key)

  it.scoped("have every message of a conversation once, in order, whatever the size of the page", () =>
    Effect.gen(function* () {
      for (const [size, limit] of [
        [3, 100],
        [3, 1],
        [120, 7],
        [120, 40],
        [120, 100],
        [2500, largest]
      ] as const) {
        const { found, pages } = yield* Lister.all(provider, messages(provider, size), limit)
        assert.strictEqual(found.length, size)
        assert.strictEqual(new Set(Lister.ids(found)).size, size)
        // A page of Mielto does not tell that it is the last one, if it is full.
        const isFull = provider === "mielto" && size % limit === 0
        assert.strictEqual(pages, Math.ceil(size / limit) + (isFull ? 1 : 0))
      }
    }).pipe(Effect.provide(services))
  )

  it.scoped("have the same messages as get, within the contract", () =>
    Effect.gen(function* () {
      const { found } = yield* Lister.all(provider, messages(provider, 120), 100)
      for (const message of found) {
        assert.deepStrictEqual(Contract.of(`${provider}.get-message`).success(message), [])
        const got = yield* send(pathOf(provider, String(message["id"]), 120), { headers })
        assert.deepStrictEqual<unknown>(got.json, message)
      }
    }).pipe(Effect.provide(services))
  )

  it.scoped("have times that rise", () =>
    Effect.gen(function* () {
      const { found } = yield* Lister.all(provider, messages(provider, 120), 100)
      const times = found.map(
        (message) => new Date(String(message["created_at"])).getTime() || Number(message["createdAt"])
      )
      assert.deepStrictEqual(
        times,
        [...times].sort((a, b) => a - b)
      )
      assert.strictEqual(new Set(times).size, 120)
    }).pipe(Effect.provide(services))
  )

  it.scoped("have every conversation, with refs in normal form", () =>
    Effect.gen(function* () {
      const { found } = yield* Lister.all(provider, conversations, 2)
      const expected = Sandbox.conversations.filter(({ ref }) => ref.startsWith(`${provider}:`)).map(({ ref }) => ref)
      assert.deepStrictEqual(found.map(places[provider].refOf), expected)
      assert.lengthOf(expected, 4)
    }).pipe(Effect.provide(services))
  )

  it.scoped("have the seeds in reading order", () =>
    Effect.gen(function* () {
      const [first] = Sandbox.conversations.filter(({ ref }) => ref.startsWith(`${provider}:`))
      const { found } = yield* Lister.all(provider, places[provider].messages(first?.ref ?? ""), 100)
      const seeds = Sandbox.seeds.map(({ ref }) => Either.getOrThrow(MessageRef.parse(ref)))
      assert.deepStrictEqual<unknown>(
        Lister.ids(found),
        seeds.flatMap((seed) => (seed.provider === provider ? [seed.messageId] : []))
      )
    }).pipe(Effect.provide(services))
  )

  it.scoped("need the key", () =>
    Effect.gen(function* () {
      const options = provider === "honcho" ? { body: "{}" } : {}
      for (const path of [messages(provider, 3), conversations])
        for (const headers of [{}, bearer("other")])
          assert.strictEqual((yield* send(path, { ...options, headers })).status, 401)
    }).pipe(Effect.provide(services))
  )

  it.scoped("have conversations of any size that is asked for, which take no time to make", () =>
    Effect.gen(function* () {
      for (const size of [0, 1, 101]) {
        const { found } = yield* Lister.all(provider, messages(provider, size), 100)
        assert.strictEqual(new Set(Lister.ids(found)).size, size)
      }
      const { found } = yield* Lister.all(provider, conversations, 100)
      const sizes = found.map((conversation) => Number(conversation["messageCount"] ?? conversation["message_count"]))
      if (provider === "factory" || provider === "veryfront") assert.include(sizes, 50_000)
      const first = yield* Lister.page(provider, messages(provider, 50_000), undefined, 100)
      assert.lengthOf(first.elements, 100)
      if (provider === "mielto" || provider === "honcho") {
        const last = yield* Lister.page(
          provider,
          messages(provider, 50_000),
          provider === "honcho" ? "500" : "49900",
          100
        )
        assert.lengthOf(last.elements, 100)
      }
    }).pipe(Effect.provide(servicesWith({ diarySizes: [0, 1, 101, 50_000] })))
  )
})
