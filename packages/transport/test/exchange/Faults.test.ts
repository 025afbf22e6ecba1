/** Checks reads against the expected outcome of every connection, time and size fault. Only transport handles these faults. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Undici from "@effect/platform-node/Undici"
import { assert, describe, it } from "@effect/vitest"
import { Certificates, type Client, Faults, Observe, Trial } from "@org/messages-faults"
import { MessageRef } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { rootCertificates } from "node:tls"
import * as HttpClientExchange from "../../src/exchange/HttpClientExchange.js"
import type { HttpExchange } from "../../src/exchange/HttpExchange.js"
import * as UndiciExchange from "../../src/exchange/UndiciExchange.js"
import * as ResponseReader from "../../src/response/ResponseReader.js"
import * as Shape from "../../src/response/Shape.js"
import * as Transport from "../../src/Transport.js"

/** Scales time limits: many rows run at once to keep the suite quick, and no row may fail because of that. */
const patience = 3

const names = [
  ...Object.keys(Faults.groups.Transport),
  ...Object.keys(Faults.groups.Time),
  ...Object.keys(Faults.groups["Size and encoding"])
].filter(Faults.isName)

const alone = names.filter((name) => Trial.ofMemory("get", name))

const address = Either.getOrThrow(MessageRef.make({ provider: "factory", sessionId: "s1", messageId: "m1" }))

const options = { body: '{"id":"m1","content":[]}' }

const authorities = [...rootCertificates, Certificates.authority]

const trusting = Layer.scoped(
  NodeHttpClient.Dispatcher,
  Effect.acquireRelease(
    Effect.sync(() => new Undici.Agent({ connect: { ca: authorities } })),
    (agent) => Effect.promise(() => agent.destroy())
  )
)

/** Both exchanges pass every row. */
const exchanges = {
  undici: UndiciExchange.layer({ certificateAuthorities: authorities }),
  "an HttpClient": HttpClientExchange.layer.pipe(
    Layer.provide(NodeHttpClient.layerUndiciWithoutDispatcher),
    Layer.provide(trusting)
  )
}

type Exchange = Layer.Layer<HttpExchange>

const outer = ResponseReader.json(Shape.outer({ content: Shape.array }))

const read =
  (exchange: Exchange) =>
  ({ key, retries, timeoutMs, url }: Client.Call): Promise<Client.Outcome> =>
    Transport.make("factory", {
      url,
      apiKey: Redacted.make(key),
      policy: { attempts: 1 + retries, attemptTimeout: timeoutMs, deadline: 4 * timeoutMs }
    }).pipe(
      Effect.flatMap(({ request }) => request("get", { address, path: ["s1", "m1"] }, outer)),
      Effect.match({
        onSuccess: (value) => ({ outcome: "ok" as const, value }),
        onFailure: (error) => ({ outcome: "error" as const, error })
      }),
      Effect.provide(exchange),
      Effect.runPromise
    )

const rows = (names: ReadonlyArray<Faults.Name>, exchange: Exchange) => {
  const ask: Trial.Ask = (_, call, limits) => Observe.observe(() => read(exchange)(call), call.key, limits)
  for (const fault of names) {
    const { injects, row } = Faults.get(fault)
    it(`${row} ${fault}: ${injects}`, async () => {
      const found = await Trial.run({ fault, operation: "get", options, ask, closed: true, patience })
      assert.deepStrictEqual(found, [])
    })
  }
}

for (const [over, exchange] of Object.entries(exchanges)) {
  describe.concurrent(`a read over ${over} meets`, () =>
    rows(
      names.filter((name) => !alone.includes(name)),
      exchange
    )
  )
  describe(`a read over ${over}, alone, meets`, () => rows(alone, exchange))
}
