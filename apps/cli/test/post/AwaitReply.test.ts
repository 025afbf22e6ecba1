import { assert, describe, it } from "@effect/vitest"
import { Cursor, type Message, type Messages, Provider } from "@org/messages-core"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import { failure, message, page, ref, run, type World } from "../support.js"

const text = (words: string): Message.Message["parts"] => [{ type: "text", text: words }]

const old = message({ ref: ref("factory:s1/m1"), parts: text("Before") })
const question = message({ ref: ref("factory:s1/m9"), role: "user", parts: text("Why?") })
const reply = (fields: Partial<Message.Message>) => message({ ref: ref("factory:s1/m10"), ...fields })

/** A port whose list changes from one poll to the next; the last one stays. */
const answering = (polls: ReadonlyArray<ReadonlyArray<Message.Message> | "down" | "forbidden">) => {
  let poll = 0
  const availability = (provider: Provider.Provider): Messages.Availability => {
    const { operations, url } = Provider.descriptors[provider]
    return { provider, url, configured: true, operations }
  }
  return {
    providers: Effect.succeed(Provider.names.map(availability)),
    post: () => Effect.succeed({ ref: ref("factory:s1/m9"), agentStatus: "pending" }),
    list: () =>
      Effect.suspend(() => {
        const now = polls[Math.min(poll++, polls.length - 1)] ?? []
        return now === "down"
          ? Effect.fail(failure({ operation: "list" }))
          : now === "forbidden"
            ? Effect.fail(failure({ operation: "list", reason: "Forbidden" }))
            : Effect.succeed(page([old, question, ...now]))
      })
  }
}

/** Runs `post --wait`, and lets five minutes pass. */
const wait = Effect.fnUntraced(function* (port: World["port"], args: ReadonlyArray<string> = [], more: World = {}) {
  const world = { ...more, ...(port !== undefined && { port }) }
  const fiber = yield* Effect.fork(run(["post", "factory:s1", "Why?", "--wait", ...args], world))
  yield* Effect.forEach(Array.from({ length: 320 }), () => TestClock.adjust("1 second"), { discard: true })
  return yield* Fiber.join(fiber)
})

describe("post --wait", () => {
  it.effect("prints the posted message's ref and the reply as one object", () =>
    Effect.gen(function* () {
      const done = reply({ status: "completed" })
      const port = answering([[], [reply({ status: "pending", parts: [] })], [reply({ status: "streaming" })], [done]])
      const { exit, stderr, stdout } = yield* wait(port)
      assert.strictEqual(exit, 0)
      assert.deepStrictEqual(JSON.parse(stdout), { ref: "factory:s1/m9", agentStatus: "pending", reply: done })
      assert.strictEqual(
        stderr,
        "The agent is pending.\nThe agent's reply is pending.\nThe agent's reply is streaming.\n"
      )
    })
  )

  it.effect("shows a person the ref at once, and the reply below it", () =>
    Effect.gen(function* () {
      const port = answering([[reply({ status: "completed", parts: text("Because.") })]])
      const { stdout } = yield* wait(port, [], { terminal: true })
      assert.match(
        stdout,
        /^posted {2}factory:s1\/m9\nagent {3}pending\n\nassistant {2}factory:s1\/m10\n(.*\n)*Because\.\n/
      )
    })
  )

  it.effect("counts a reply without a status as complete if it calls no tool and does not change", () =>
    Effect.gen(function* () {
      const calling = reply({ parts: [{ type: "tool-call", callId: "c", name: "n" }] })
      const half = reply({ ref: ref("factory:s1/m11"), parts: text("Be") })
      const whole = reply({ ref: ref("factory:s1/m11"), parts: text("Because.") })
      const port = answering([[calling], [calling], [calling, half], [calling, whole], [calling, whole]])
      const { stdout } = yield* wait(port)
      assert.deepStrictEqual(JSON.parse(stdout).reply, whole)
    })
  )

  it.effect("waits on while the provider is down, and fails with the error of any other failure", () =>
    Effect.gen(function* () {
      const done = reply({ status: "completed" })
      assert.strictEqual((yield* wait(answering(["down", "down", [done]]))).exit, 0)
      const refused = yield* wait(answering(["forbidden"]))
      assert.strictEqual(refused.exit, 3)
      assert.strictEqual(JSON.parse(refused.stdout).ref, "factory:s1/m9")
    })
  )

  it.effect("exits with 7 when the time is over, and prints the ref all the same", () =>
    Effect.gen(function* () {
      for (const args of [[], ["--wait-timeout", "20s"]]) {
        const { exit, stderr, stdout } = yield* wait(answering([[reply({ status: "streaming" })]]), args)
        assert.strictEqual(exit, 7)
        assert.deepStrictEqual(JSON.parse(stdout), { ref: "factory:s1/m9", agentStatus: "pending" })
        assert.match(stderr, new RegExp(`not complete after ${args[1] ?? "300s"}\n.*messages read factory:s1\n`))
      }
    })
  )

  it.effect("reads on from the page with the posted message", () =>
    Effect.gen(function* () {
      const next = Cursor.encode({ list: "messages", of: "factory:s1", limit: 2, native: "2", given: 2, tail: [] })
      const asked: Array<string | undefined> = []
      const answers = answering([])
      const list: NonNullable<World["port"]>["list"] = (_, { cursor } = {}) =>
        Effect.sync(() => {
          asked.push(cursor)
          return cursor === undefined
            ? page([old, old], { next })
            : page([question, ...(asked.length > 4 ? [reply({ status: "completed" })] : [])])
        })
      assert.strictEqual((yield* wait({ ...answers, list })).exit, 0)
      assert.strictEqual(asked.filter((cursor) => cursor === undefined).length, 1)
    })
  )

  it.effect("names the posted message if a signal comes while it waits", () =>
    Effect.gen(function* () {
      const asked = yield* Deferred.make<true>()
      const port = {
        ...answering([]),
        list: () => Effect.zipRight(Deferred.succeed(asked, true), Effect.never)
      }
      const said = yield* wait(port, [], { signals: Effect.as(Deferred.await(asked), "SIGINT" as const) })
      assert.strictEqual(said.exit, 130)
      assert.include(said.stderr, "Interrupted after the message was posted as factory:s1/m9")
    })
  )
})
