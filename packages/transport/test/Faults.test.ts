/** Reads held to the oracle of the faults: those of the connection, of time and of size, which are decided here and nowhere else. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Undici from "@effect/platform-node/Undici"
import { assert, describe, it } from "@effect/vitest"
import { Certificates, type Client, Faults, Observe, Trial } from "@org/messages-faults"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { rootCertificates } from "node:tls"
import * as Shape from "../src/Shape.js"
import * as Transport from "../src/Transport.js"

/** Many rows run at once, so that the suite is quick; no row may fail because of it. */
const patience = 3

const names = [
  ...Object.keys(Faults.groups.Transport),
  ...Object.keys(Faults.groups.Time),
  ...Object.keys(Faults.groups["Size and encoding"])
].filter(Faults.isName)

const alone = names.filter((name) => Trial.ofMemory("get", name))

const address = { provider: "factory", sessionId: "s1", messageId: "m1" } as const

const options = { body: '{"id":"m1","content":[]}' }

const trusting = Layer.scoped(
  NodeHttpClient.Dispatcher,
  Effect.acquireRelease(
    Effect.sync(() => new Undici.Agent({ connect: { ca: [...rootCertificates, Certificates.authority] } })),
    (agent) => Effect.promise(() => agent.destroy())
  )
)

const http = Layer.provide(NodeHttpClient.layerUndiciWithoutDispatcher, trusting)

const read = ({ key, retries, timeoutMs, url }: Client.Call): Promise<Client.Outcome> =>
  Transport.make({
    provider: "factory",
    url,
    credential: Redacted.make(key),
    operations: ["get"],
    policy: { attempts: 1 + retries, attemptTimeout: timeoutMs, deadline: 4 * timeoutMs }
  }).pipe(
    Effect.flatMap((transport) =>
      transport.read({ address, path: ["s1", "m1"] }, Shape.outer({ content: Shape.array }))
    ),
    Effect.match({
      onSuccess: (value) => ({ outcome: "ok" as const, value }),
      onFailure: (error) => ({ outcome: "error" as const, error })
    }),
    Effect.provide(http),
    Effect.runPromise
  )

const ask: Trial.Ask = (_, call, limits) => Observe.observe(() => read(call), call.key, limits)

const rows = (names: ReadonlyArray<Faults.Name>) => {
  for (const fault of names) {
    const { injects, row } = Faults.get(fault)
    it(`${row} ${fault}: ${injects}`, async () => {
      const found = await Trial.run({ fault, operation: "get", options, ask, closed: true, patience })
      assert.deepStrictEqual(found, [])
    })
  }
}

describe.concurrent("a read meets", () => rows(names.filter((name) => !alone.includes(name))))
describe("a read, alone, meets", () => rows(alone))
