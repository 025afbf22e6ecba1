import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Client from "../src/Client.js"
import type * as Faults from "../src/Faults.js"
import { observe } from "../src/judge/Observe.js"
import * as Trial from "../src/judge/Trial.js"

const options = { body: '{"id":"m1","text":"a message that is long enough"}' }

/** The verdict of a row on a client, given as a function that reads. */
const verdict = (fault: Faults.Name, get: (call: Client.Call) => Promise<unknown>, closed = false) => {
  const ask: Trial.Ask = (_, call, limits) => observe(() => Client.outcome(get(call)), call.key, limits)
  return Effect.promise(() => Trial.run({ fault, operation: "get", options, ask, closed, patience: 3 }))
}

const read = async ({ url }: Client.Call, init: RequestInit = {}): Promise<unknown> => (await fetch(url, init)).json()

const twice = async (call: Client.Call): Promise<unknown> => read(call).catch(() => read(call))

const failWith = (error: object) => () => Promise.reject(error)

const refuse = async (call: Client.Call, error: object): Promise<never> => {
  await read(call)
  throw error
}

const typed = (more: object) => Object.assign(new Error("no"), { _tag: "ProviderFailure", ...more })

describe("The judge", () => {
  it.live("passes a client that does what a row requires", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* verdict("bom", read), [])
      assert.deepStrictEqual(yield* verdict("flaky_reset_then_ok", twice), [])
      assert.deepStrictEqual(yield* verdict("s404", (call) => refuse(call, typed({ status: 404 }))), [])
    })
  )

  it.live("finds a wrong value that a client returns silently", () =>
    Effect.gen(function* () {
      const [wrong] = yield* verdict("bad_utf8", read)
      assert.match(wrong ?? "", /^gave .* in the place of an error$/)
      assert.match((yield* verdict("bom", async () => ({})))[0] ?? "", /^gave {} in the place of the answer$/)
    })
  )

  it.live("counts requests", () =>
    Effect.gen(function* () {
      assert.include(yield* verdict("reset_on_accept", read), "1 request, not 2")
      const hammer = async (call: Client.Call) => [await read(call), await refuse(call, typed({ status: 400 }))]
      assert.deepStrictEqual(yield* verdict("s400", hammer), ["2 requests, not 1"])
    })
  )

  it.live("measures the pace", () =>
    Effect.gen(function* () {
      const again = async (call: Client.Call) => [await read(call), await refuse(call, typed({ status: 429 }))]
      const [found = ""] = yield* verdict("s429_ra1", again)
      assert.match(found, /^waited \d+ ms, not 999 to 9000$/)
    })
  )

  it.live("finds the key in an error, however deep it is", () =>
    Effect.gen(function* () {
      const deep = (call: Client.Call) =>
        refuse(call, typed({ status: 403, a: { b: { c: { d: [`Bearer ${call.key}`] } } } }))
      assert.deepStrictEqual(yield* verdict("s403", deep), ["the key is in the error"])
    })
  )

  it.live("finds a redirect that was followed, and a key that was sent along", () =>
    Effect.gen(function* () {
      assert.include(yield* verdict("redirect_cross", read), "followed to the second origin")
    })
  )

  it.live("does not accept a bare error as a typed one", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* verdict("refused", failWith(new TypeError("fetch failed"))), [
        "a bare TypeError: fetch failed"
      ])
      const coded = Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } })
      assert.deepStrictEqual(yield* verdict("refused", failWith(coded)), [])
    })
  )

  it.live("requires the exact reason, status, path and attempts of errors of a closed list", () =>
    Effect.gen(function* () {
      const wrong = (more: object) => (call: Client.Call) => refuse(call, typed(more))
      assert.deepStrictEqual(yield* verdict("s401", wrong({ reason: "Forbidden", status: 403 }), true), [
        "is Forbidden, not Unauthorized",
        "the status: 403, not 401"
      ])
      assert.deepStrictEqual(yield* verdict("id_mismatch", wrong({ reason: "Malformed", path: "/x" }), true), [
        "the path: /x, not /id"
      ])
      assert.deepStrictEqual(yield* verdict("refused", failWith(typed({ reason: "Unavailable", attempts: 1 })), true), [
        "attempts: 1, not 2"
      ])
    })
  )

  it.live("finds memory that grows", () =>
    Effect.gen(function* () {
      const kept: Array<Buffer> = []
      const hoard = async (): Promise<never> => {
        for (let round = 0; round < 3; round++) {
          kept.push(Buffer.alloc(16 * 1024 * 1024))
          // The judge looks at the memory of the process every 10 ms.
          await new Promise((resolve) => setTimeout(resolve, 15))
        }
        throw typed({ code: "E_TOO_LARGE" })
      }
      const found = yield* verdict("infinite_body", hoard)
      assert.match(found[0] ?? "", /^memory grew by \d+ MiB$/)
      assert.lengthOf(kept, 3)
    })
  )

  it.live("does not wait without end", () =>
    Effect.gen(function* () {
      const found = yield* verdict("s429_huge", () => new Promise(() => undefined))
      assert.deepStrictEqual(found, ["no outcome in time", "0 requests, not 1"])
    })
  )
})
