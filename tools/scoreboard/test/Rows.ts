/** Turns rows of the expectations into tests: rows that must pass, rows that are known to fail, and rows that cannot be tested. */
import { assert, it } from "@effect/vitest"
import { type Client, Faults, type FaultServer, Observe, type Expectations, Trial } from "@org/messages-faults"
import * as Effect from "effect/Effect"

/** Multiplies the time limits, because many rows run at once and no row may fail because of that. */
const patience = 3

export const row = (
  name: Faults.Name,
  operation: Trial.Operation,
  client: Client.Client,
  options: FaultServer.Options,
  why: string | undefined,
  rule: Expectations.Rule | Expectations.NotShown = Trial.rule(operation, name)
) => {
  const { injects, row } = Faults.get(name)
  const title = `${row} ${name}: ${injects}`
  if ("notShown" in rule) return it.skip(`${title} (not shown: ${rule.notShown})`)
  it.live(why === undefined ? title : `${title} (not yet: ${why})`, () =>
    Effect.gen(function* () {
      const closed = client.closed === true
      const trial = { fault: name, operation, options, ask: ask(client), closed, patience, rule }
      const found = yield* Effect.promise(() => Trial.run(trial))
      if (why === undefined) assert.deepStrictEqual(found, [])
      else assert.notDeepEqual(found, [], "passes now: remove it from the list in Known.ts")
    })
  )
}

const ask =
  (client: Client.Client): Trial.Ask =>
  (operation, call, limits) => {
    const send = operation === "get" ? client.get : (client.post ?? client.get)
    return Observe.observe(() => send(call), call.key, limits)
  }
