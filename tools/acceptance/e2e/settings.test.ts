/** Checks that the table of settings agrees with the code. */
import { assert, describe, it } from "@effect/vitest"
import { Provider } from "@org/messages-core"
import { Policy } from "@org/messages-transport"
import * as Duration from "effect/Duration"
import { readFileSync } from "node:fs"

const page = readFileSync(new URL("../../../docs/settings.md", import.meta.url), "utf8")
const rows = new Map(
  [...page.matchAll(/^\| `(\w+)`\s*\| (\S+)/gm)].map(([, variable = "", value = ""]) => [
    variable,
    value.replaceAll("`", "")
  ])
)
const { attemptTimeout, attempts, breaker, budget, bulkhead, deadline, maximumBodyBytes } = Policy.defaults
const seconds = (time: Duration.DurationInput) => `${Duration.toSeconds(time)}s`

describe("docs/settings.md", () => {
  for (const [variable, value] of [
    ["MESSAGES_ATTEMPTS", attempts],
    ["MESSAGES_ATTEMPT_TIMEOUT", seconds(attemptTimeout)],
    ["MESSAGES_DEADLINE", seconds(deadline)],
    ["MESSAGES_RESPONSE_LIMIT", maximumBodyBytes],
    ["MESSAGES_RETRY_TOKENS", budget.tokens],
    ["MESSAGES_BREAKER_FAILURES", breaker.failures],
    ["MESSAGES_BREAKER_OPEN", seconds(breaker.open)],
    ["MESSAGES_IN_FLIGHT", bulkhead.inFlight],
    ["MESSAGES_QUEUE", bulkhead.queue]
  ] as const) {
    it(`has the default of ${variable}`, () => assert.strictEqual(rows.get(variable), String(value)))
  }

  it("has every variable of the policy", () => {
    const source = new URL("../../../packages/transport/src/settings/PolicySettings.ts", import.meta.url)
    const variables = [...readFileSync(source, "utf8").matchAll(/"([A-Z]+_[A-Z_]+)"/g)].map(([, name = ""]) => name)
    assert.isAtLeast(variables.length, 9)
    for (const variable of variables) assert.isTrue(rows.has(variable), variable)
  })

  it("has every variable of every provider, and the default of its URL", () => {
    for (const { url, variables } of Object.values(Provider.descriptors)) {
      assert.strictEqual(rows.get(variables.url), url)
      for (const variable of [variables.key, variables.query ?? variables.key])
        assert.isTrue(rows.has(variable), variable)
    }
  })

  it("has the defaults that the server's own README has", () => {
    const readme = readFileSync(new URL("../../../apps/server/README.md", import.meta.url), "utf8")
    const own = [...readme.matchAll(/^\| `(MESSAGES_\w+)`\s*\| (\S+)/gm)]
    assert.isAtLeast(own.length, 12)
    for (const [, variable = "", value = ""] of own) {
      assert.strictEqual(rows.get(variable), value.replaceAll("`", ""), variable)
    }
  })
})
