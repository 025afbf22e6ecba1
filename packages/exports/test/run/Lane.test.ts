/** Tests a lane against doubles of the store and the provider. */
import { assert, describe, it } from "@effect/vitest"
import { MessageError } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import { ExportsUnavailable } from "../../src/ExportsError.js"
import * as Lane from "../../src/run/Lane.js"
import type { LaneStore } from "../../src/run/LaneStore.js"
import * as Pace from "../../src/run/Pace.js"
import type { PageCommit, Place } from "../../src/store/LaneRecords.js"
import { type Behaviour, port, ref } from "../fakes.js"

/** A store of one conversation that keeps what it is asked. */
const recorder = (changes: Partial<LaneStore> = {}) => {
  const commits: Array<PageCommit & Pick<Place, "pages">> = []
  const failures: Array<string> = []
  let isOver = false
  const store: LaneStore = {
    claim: () =>
      Effect.sync(() => {
        const last = commits.at(-1)
        if (isOver || (last !== undefined && last.next === undefined)) return { _tag: "Ended" } as const
        const conversation = { place: 0, ref: ref(0), pages: commits.length, cursor: last?.next, format: undefined }
        return { _tag: "Read", conversation } as const
      }),
    commit: (_, { pages }, page) =>
      Effect.sync(() => {
        commits.push({ ...page, pages })
        return "moved" as const
      }),
    fail: (_, __, { type }) =>
      Effect.sync(() => {
        isOver = true
        failures.push(type)
      }),
    commitList: () => Effect.void,
    failList: () => Effect.void,
    finishExport: () => Effect.void,
    ...changes
  }
  return { commits, failures, store }
}

const lanes = (store: LaneStore, behaviour: Behaviour, cancelled: Effect.Effect<void> = Effect.never): Lane.Lanes => ({
  port: port(behaviour),
  store,
  pace: Pace.make({ atOnce: () => undefined, wait: () => Effect.succeed(0), pause: () => Effect.void }, 16),
  pageSize: 2,
  line: () => JSON.stringify,
  cancelled: () => cancelled
})

const id = { id: "e", lane: 0 }

const turn: Lane.Turn = { confirm: Effect.void, isClosing: () => false, isLastAttempt: false }

const failure = (reason: MessageError.Reason, retryAfterMs?: number) =>
  new MessageError.ProviderFailure({
    provider: "honcho",
    reason,
    origin: "provider",
    operation: "list",
    attempts: 1,
    ...(retryAfterMs !== undefined && { retryAfterMs })
  })

/** Runs an effect while its clock jumps ahead whenever it sleeps. */
const fast = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.fork(effect)
    while ((yield* Fiber.poll(fiber))._tag === "None") {
      yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
      yield* TestClock.adjust("1 second")
    }
    return yield* Fiber.join(fiber)
  })

describe("a lane", () => {
  it.effect("reads a conversation to its end, page by page", () =>
    Effect.gen(function* () {
      const { commits, store } = recorder()
      assert.strictEqual(yield* Lane.run(lanes(store, { messages: 5 }), id, turn), "ended")
      assert.deepStrictEqual(
        commits.map(({ lineCount, pages }) => [pages, lineCount]),
        [
          [0, 2],
          [1, 2],
          [2, 1]
        ]
      )
    })
  )

  it.effect("does at most 50 pages at a time", () =>
    Effect.gen(function* () {
      const { commits, store } = recorder()
      const all = lanes(store, { messages: 240 })
      assert.strictEqual(yield* Lane.run(all, id, turn), "more")
      assert.lengthOf(commits, 50)
      assert.strictEqual(yield* Lane.run(all, id, turn), "more")
      assert.strictEqual(yield* Lane.run(all, id, turn), "ended")
      assert.lengthOf(commits, 120)
    })
  )

  it.effect("waits for a short Retry-After, and counts the wait with its next page", () =>
    Effect.gen(function* () {
      const { commits, store } = recorder()
      let refusals = 0
      const before = () => Effect.suspend(() => (refusals++ === 0 ? failure("RateLimited", 5000) : Effect.void))
      assert.strictEqual(yield* fast(Lane.run(lanes(store, { before }), id, turn)), "ended")
      assert.deepStrictEqual(
        commits.map(({ waits }) => waits),
        [1, 0]
      )
    })
  )

  it.effect("ends the activity for a Retry-After of more than a minute", () =>
    Effect.gen(function* () {
      const { failures, store } = recorder()
      const before = () => failure("RateLimited", 600_000)
      assert.strictEqual(yield* Lane.run(lanes(store, { before }), id, turn), "later")
      assert.isEmpty(failures)
    })
  )

  it.effect("does not change a conversation whose provider is unavailable, until the last attempt", () =>
    Effect.gen(function* () {
      const { failures, store } = recorder()
      const away = lanes(store, { before: () => failure("Unavailable") })
      assert.strictEqual(yield* fast(Lane.run(away, id, turn)), "away")
      assert.isEmpty(failures)
      // The waits for the provider took the time of one activity.
      assert.strictEqual(yield* fast(Lane.run(away, id, { ...turn, isLastAttempt: true })), "more")
      assert.deepStrictEqual(failures, ["urn:messages:problem:unavailable"])
    })
  )

  it.effect("fails a conversation that cannot be read, and continues with the others", () =>
    Effect.gen(function* () {
      const { failures, store } = recorder()
      const before = (ref: string) => new MessageError.ConversationNotFound({ provider: "honcho", ref })
      assert.strictEqual(yield* Lane.run(lanes(store, { before }), id, turn), "ended")
      assert.deepStrictEqual(failures, ["urn:messages:problem:conversation-not-found"])
    })
  )

  it.effect("asks a database again that does not answer", () =>
    Effect.gen(function* () {
      let outages = 3
      const { commits, store } = recorder()
      const commit: LaneStore["commit"] = (...page) =>
        Effect.suspend(() =>
          outages-- > 0 ? new ExportsUnavailable({ problem: "ECONNREFUSED" }) : store.commit(...page)
        )
      assert.strictEqual(yield* fast(Lane.run(lanes({ ...store, commit }, {}), id, turn)), "ended")
      assert.lengthOf(commits, 2)
    })
  )

  it.effect("reads on from the rows when another process moved the place", () =>
    Effect.gen(function* () {
      const { commits, store } = recorder()
      const commit: LaneStore["commit"] = (...page) =>
        Effect.map(store.commit(...page), (moved) => (commits.length === 1 ? "lost" : moved))
      assert.strictEqual(yield* fast(Lane.run(lanes({ ...store, commit }, { messages: 6 }), id, turn)), "ended")
      assert.deepStrictEqual(
        commits.map(({ pages }) => pages),
        [0, 1, 2]
      )
    })
  )

  it.effect("gives up a request that is under way when its export is cancelled", () =>
    Effect.gen(function* () {
      let claims = 0
      const { commits, store } = recorder()
      const claim: LaneStore["claim"] = (...lane) =>
        claims++ === 0 ? store.claim(...lane) : Effect.succeed({ _tag: "Ended" })
      const behaviour = { before: () => Effect.never }
      assert.strictEqual(yield* Lane.run(lanes({ ...store, claim }, behaviour, Effect.void), id, turn), "ended")
      assert.isEmpty(commits)
    })
  )
})
