import { assert, describe, it } from "@effect/vitest"
import type { Provider } from "@org/messages-core"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { Sandbox } from "../../src/index.js"
import { servicesWith } from "../Client.js"
import * as Lister from "./Lister.js"

const { places, providers } = Lister

const path = (provider: Provider.Provider) => places[provider].messages(Sandbox.diary(provider, 120))

/** A sandbox whose list of 120 messages has this script. */
const scripted = (provider: Provider.Provider, ...script: ReadonlyArray<Sandbox.Step>) =>
  servicesWith({ replyMillis: 0, scripts: { [Sandbox.diary(provider, 120)]: script } })

/** The pages of 40 messages, each as the numbers of its messages. */
const numbered = (provider: Provider.Provider) =>
  Effect.gen(function* () {
    const expected = Lister.ids((yield* Lister.all(provider, path(provider), 40)).found)
    return (page: Lister.Page) => page.elements.map(({ id }) => expected.indexOf(String(id)))
  }).pipe(Effect.provide(servicesWith({})))

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

describe.each(providers)("a scripted list of %s", (provider) => {
  const page = (place?: string) => Lister.page(provider, path(provider), place, 40)

  it.effect("grows before a request", () =>
    Effect.gen(function* () {
      const { found } = yield* Lister.all(provider, path(provider), 40)
      assert.lengthOf(found, 125)
      assert.strictEqual(new Set(Lister.ids(found)).size, 125)
    }).pipe(Effect.provide(scripted(provider, { from: 3, event: { type: "arrive", messages: 5 } })))
  )

  it.effect("repeats elements at the border of a page, and loses none", () =>
    Effect.gen(function* () {
      const numbers = yield* numbered(provider)
      const first = yield* page()
      const second = yield* page(first.next)
      const third = yield* page(second.next)
      assert.deepStrictEqual(numbers(first), range(0, 40))
      assert.deepStrictEqual(numbers(second), range(38, 78))
      assert.deepStrictEqual(numbers(third), range(78, 118))
      assert.deepStrictEqual(numbers(yield* page(third.next)), [118, 119])
    }).pipe(Effect.provide(scripted(provider, { from: 2, event: { type: "repeat", elements: 2 } })))
  )

  it.effect("fails and recovers", () =>
    Effect.gen(function* () {
      const failed = yield* page()
      assert.deepStrictEqual([failed.status, failed.headers["retry-after"]], [429, "2"])
      assert.strictEqual((yield* page()).status, 503)
      assert.strictEqual((yield* page()).status, 500)
      assert.lengthOf((yield* page()).elements, 40)
    }).pipe(
      Effect.provide(
        scripted(
          provider,
          { from: 1, event: { type: "fail", status: 429, retryAfter: "2" } },
          { from: 2, event: { type: "fail", status: 503 } },
          { from: 3, event: { type: "fail", status: 500 } }
        )
      )
    )
  )

  it.live("is slow", () =>
    Effect.gen(function* () {
      const before = yield* Clock.currentTimeMillis
      assert.lengthOf((yield* page()).elements, 40)
      assert.isAtLeast((yield* Clock.currentTimeMillis) - before, 95)
    }).pipe(Effect.provide(scripted(provider, { from: 1, event: { type: "wait", millis: 100 } })))
  )

  it.live("stops at once although a slow page is being waited for", () =>
    Effect.gen(function* () {
      const [elapsed] = yield* Effect.timed(
        Effect.timeout(page(), "50 millis").pipe(
          Effect.ignore,
          Effect.provide(scripted(provider, { from: 1, event: { type: "wait", millis: 30_000 } }))
        )
      )
      assert.isBelow(Duration.toMillis(elapsed), 10_000)
    })
  )
})

describe.each(["factory", "veryfront", "honcho"] as const)("a scripted list of %s", (provider) => {
  it.effect("has an empty page in the middle, whose elements come with the next one", () =>
    Effect.gen(function* () {
      const numbers = yield* numbered(provider)
      const page = (place?: string) => Lister.page(provider, path(provider), place, 40)
      const first = yield* page()
      const second = yield* page(first.next)
      assert.deepStrictEqual(second.elements, [])
      assert.notStrictEqual(second.next, first.next)
      const third = yield* page(second.next)
      assert.deepStrictEqual(numbers(third), range(40, 80))
      assert.deepStrictEqual(numbers(yield* page(third.next)), range(80, 120))
    }).pipe(Effect.provide(scripted(provider, { from: 2, event: { type: "empty" } })))
  )
})

describe.each(["factory", "veryfront"] as const)("a scripted list of %s", (provider) => {
  const page = (place?: string) => Lister.page(provider, path(provider), place, 40)

  it.effect("gives the same cursor again and again", () =>
    Effect.gen(function* () {
      const first = yield* page()
      const second = yield* page(first.next)
      assert.deepStrictEqual([second.next, second.elements.length], [first.next, 40])
      assert.deepStrictEqual((yield* page(second.next)).json, second.json)
    }).pipe(Effect.provide(scripted(provider, { from: 2, to: Infinity, event: { type: "stuck" } })))
  )

  it.effect("forgets its cursors, and gives new ones to a reader that starts again", () =>
    Effect.gen(function* () {
      const first = yield* page()
      assert.strictEqual((yield* page(first.next)).status, 400)
      assert.strictEqual((yield* page(first.next)).status, 400)
      const again = yield* page()
      assert.notStrictEqual(again.next, first.next)
      assert.lengthOf((yield* page(again.next)).elements, 40)
    }).pipe(Effect.provide(scripted(provider, { from: 2, event: { type: "expire" } })))
  )
})

describe.each(["mielto", "honcho"] as const)("a scripted list of %s", (provider) => {
  it.effect("gives the page before again and again", () =>
    Effect.gen(function* () {
      const numbers = yield* numbered(provider)
      const page = (place?: string) => Lister.page(provider, path(provider), place, 40)
      const first = yield* page()
      const second = yield* page(first.next)
      assert.deepStrictEqual(numbers(second), range(0, 40))
      assert.deepStrictEqual(numbers(yield* page(second.next)), range(0, 40))
    }).pipe(Effect.provide(scripted(provider, { from: 2, to: Infinity, event: { type: "stuck" } })))
  )
})

describe("a script", () => {
  it.effect("is for the list of conversations too", () =>
    Effect.gen(function* () {
      for (const provider of providers) {
        const page = () => Lister.page(provider, places[provider].conversations, undefined, 2)
        assert.strictEqual((yield* page()).status, 503)
        assert.lengthOf((yield* page()).elements, 2)
      }
    }).pipe(
      Effect.provide(
        servicesWith({
          scripts: Object.fromEntries(
            ["factory", "mielto", "honcho:bakery", "veryfront"].map((list) => [
              list,
              [{ from: 1, event: { type: "fail" as const, status: 503 as const } }]
            ])
          )
        })
      )
    )
  )

  it.effect("has events at every so many requests, and leaves other lists alone", () =>
    Effect.gen(function* () {
      const statuses = yield* Effect.forEach(range(1, 9), () => Lister.page("factory", path("factory"), undefined, 1))
      const expected = [200, 503, 200, 200, 503, 200, 200, 200]
      assert.deepStrictEqual<unknown>(
        statuses.map(({ status }) => status),
        expected
      )
      const other = places.factory.messages(Sandbox.diary("factory", 3))
      assert.strictEqual((yield* Lister.page("factory", other, undefined, 1)).status, 200)
    }).pipe(Effect.provide(scripted("factory", { from: 2, to: 7, every: 3, event: { type: "fail", status: 503 } })))
  )
})
