/** The settings of the policy: defaults, values from the environment, and values that are refused. */
import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { inspect } from "node:util"
import * as Policy from "../../src/resilience/Policy.js"
import { policy } from "../../src/settings/PolicySettings.js"

const read = (variables: Readonly<Record<string, string>>) =>
  Effect.withConfigProvider(policy, ConfigProvider.fromMap(new Map(Object.entries(variables))))

describe("the settings of the policy", () => {
  it.effect("are the defaults if no variable is set", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual({ ...Policy.defaults, ...(yield* read({})) }, Policy.defaults)
    })
  )

  it.effect("are the defaults if the variables are empty", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* read({ MESSAGES_ATTEMPTS: "", MESSAGES_DEADLINE: " " }), yield* read({}))
    })
  )

  it.effect("are read from the environment", () =>
    Effect.gen(function* () {
      const { attempts, breaker, budget, bulkhead, deadline, maximumBodyBytes } = yield* read({
        MESSAGES_ATTEMPTS: "1",
        MESSAGES_DEADLINE: "120s",
        MESSAGES_RESPONSE_LIMIT: " 1024 ",
        MESSAGES_BREAKER_FAILURES: "9",
        MESSAGES_RETRY_TOKENS: "50",
        MESSAGES_QUEUE: "7"
      })
      assert.deepStrictEqual([attempts, maximumBodyBytes, breaker?.failures, budget?.tokens], [1, 1024, 9, 50])
      assert.deepStrictEqual(bulkhead, { ...Policy.defaults.bulkhead, queue: 7 })
      assert.strictEqual(Duration.toMillis(deadline ?? 0), 120_000)
    })
  )

  for (const [variable, value] of [
    ["MESSAGES_ATTEMPTS", "0"],
    ["MESSAGES_ATTEMPTS", "canary"],
    ["MESSAGES_DEADLINE", "canary"],
    ["MESSAGES_DEADLINE", "0s"],
    ["MESSAGES_DEADLINE", "infinity"],
    ["MESSAGES_IN_FLIGHT", "1e9"]
  ] as const) {
    it.effect(`refuse ${JSON.stringify(value)} for ${variable}, and do not repeat it`, () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(read({ [variable]: value }))
        assert.match(String(error), new RegExp(`(?<!\\w)${variable}: "must be `))
        assert.notInclude(inspect(error), "canary")
      })
    )
  }
})
