/** What holds of exports on every database. */
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Provider from "./Provider.js"
import * as Runner from "./Runner.js"
import * as Times from "./Times.js"

const id = "export"

/** Kills the runner again and again in an export of 120 pages; `name` is that of the database. */
export const kills = (name: string, count: number, where: Effect.Effect<Runner.Where>) =>
  Effect.gen(function* () {
    const provider = yield* Provider.make({ messages: 2400, size: 20, latency: 5 })
    const settings = { database: yield* where, provider: provider.url, limits: { pageSize: 20 } }
    let kills = 0
    let pages = 0
    const starts: Array<number> = []
    const resumes: Array<number> = []
    for (; kills < count; kills++) {
      const spawned = performance.now()
      const runner = yield* Runner.make(settings)
      const started = performance.now()
      starts.push(started - spawned)
      yield* Effect.promise(async () => {
        if (kills === 0) await runner.start(id, { conversations: [provider.ref(0)] })
        // It goes on by itself, without a question about the export.
        const fetched = provider.fetched()
        await Runner.until(() => provider.fetched() > fetched)
        resumes.push(performance.now() - started)
        // Each process gets a few pages further, and dies in the middle of a page.
        const found = await Runner.reach(
          runner,
          id,
          ({ pages: now, state }) => now >= pages + 4 || state === "complete"
        )
        pages = found.pages
        await runner.end("SIGKILL")
      })
    }
    const runner = yield* Runner.make(settings)
    yield* Effect.promise(async () => {
      await Runner.reach(runner, id, isComplete)
      await isWhole(runner, 1, 2400)
      assert.isAtMost(provider.fetched(), 120 + 2 * kills)
      Times.print(`${name}: from the spawn of a process until it listens`, starts)
      Times.print(`${name}: from then until its next page`, resumes)
      // 3 s, unless the machine is so busy that the start of the process alone takes longer.
      assert.isBelow(median(resumes), Math.max(3000, median(starts)))
    })
  })

const median = (values: ReadonlyArray<number>) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/** Cancels an export that runs; `name` is that of the database. */
export const cancel = (name: string, where: Effect.Effect<Runner.Where>) =>
  Effect.gen(function* () {
    const provider = yield* Provider.make({ messages: 4000, size: 20, latency: 100 })
    const settings = { database: yield* where, provider: provider.url, limits: { pageSize: 20 } }
    const runner = yield* Runner.make(settings)
    yield* Effect.promise(async () => {
      const conversations = [0, 1, 2].map((index) => provider.ref(index))
      await runner.start(id, { conversations })
      await Runner.reach(runner, id, ({ pages }) => pages >= 6)
      const from = performance.now()
      await runner.cancel(id)
      const asked = provider.fetched()
      const found = await Runner.reach(runner, id, ({ state }) => state === "cancelled", 2)
      Times.since(`${name}: from the request to cancel until the export is cancelled`, from)
      assert.isAtMost(provider.fetched() - asked, 2 * conversations.length)
      assert.deepStrictEqual(
        found.progress.map(({ state }) => state),
        ["cancelled", "cancelled", "cancelled"]
      )
      assert.strictEqual(found.done, 3)
      assert.lengthOf(await runner.content(id), found.messages)
      const again = await runner.start(id, { conversations })
      assert.strictEqual(again.state, "cancelled")
    })
  })

/** Whether an export came to its end. */
export const isComplete = ({ state }: { readonly state: string }): boolean => state === "complete"

/** Asserts that every message of every conversation is there once, and that each conversation is in order. */
export const isWhole = async (runner: Runner.Runner, conversations: number, messages: number, id = "export") => {
  const next = new Map<string, number>()
  for (const line of await runner.content(id)) {
    const { ref, sequence } = JSON.parse(line)
    const conversation = String(ref).replace(/\/m\d+$/, "")
    assert.strictEqual(sequence, next.get(conversation) ?? 0, ref)
    next.set(conversation, sequence + 1)
  }
  assert.strictEqual(next.size, conversations)
  for (const count of next.values()) assert.strictEqual(count, messages)
}
