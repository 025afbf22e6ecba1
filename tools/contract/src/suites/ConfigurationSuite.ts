/** Tests which variables a client reads, and what happens if one is missing or cannot be used. */
import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Scope from "effect/Scope"
import { inspect } from "node:util"
import * as ContractServer from "../ContractServer.js"
import type { Provider } from "../Samples.js"
import { type ProviderClient, reads } from "./ProviderClient.js"
import type { ErrorOf } from "./ErrorFields.js"

type Variables = Readonly<Record<string, string>>

/** `key` and `url` are names of variables; `defaultUrl` is the provider's URL if `url` is not set. */
export interface Subject<Address> {
  readonly provider: Provider
  readonly client: Effect.Effect<ProviderClient<Address>, unknown, Scope.Scope>
  readonly errorOf: ErrorOf
  readonly address: Address
  readonly operations: ReadonlyArray<string>
  readonly key: string
  readonly url: string
  readonly defaultUrl: string
  /** Variables besides the URL, and the headers that they set. */
  readonly variables: Variables
  readonly headers: Variables
  /** Further values with which the client must not start, besides a key of two lines and a URL without TLS. */
  readonly unusable?: ReadonlyArray<Variables>
}

export const run = <Address>(name: string, subject: Subject<Address>): void => {
  describe(name, () => {
    const { address, defaultUrl, errorOf, headers, key, operations, provider, unusable = [], url, variables } = subject
    const configured = (variables: Variables) =>
      Effect.withConfigProvider(subject.client, ConfigProvider.fromMap(new Map(Object.entries(variables))))

    it.scopedLive("reads its variables from the environment, and those of no other provider", () =>
      Effect.gen(function* () {
        const asked = new Set<string>()
        const { flattened } = ConfigProvider.fromMap(new Map<string, string>())
        const recording = ConfigProvider.fromFlat({
          ...flattened,
          load: (path, config, split) => {
            // Variables that begin with MESSAGES_ are the policy for all providers.
            if (!path.join().startsWith("MESSAGES_")) asked.add(path.join())
            return flattened.load(path, config, split)
          }
        })
        yield* Effect.withConfigProvider(subject.client, recording)
        assert.deepStrictEqual([...asked].sort(), [...Object.keys(variables), url].sort())
      })
    )

    it.scopedLive("is configured by them", () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make()
        const client = yield* configured({ ...variables, [url]: server.url })
        assert.deepStrictEqual(client.availability, { provider, url: server.url, configured: true, operations })
        yield* client.getRaw(address)
        assert.deepInclude(server.requests[0]?.headers, headers)
        assert.deepStrictEqual(server.requests[0]?.findings, [])
      })
    )

    it.scopedLive("points at the provider and is not configured without them", () =>
      Effect.gen(function* () {
        const client = yield* configured({ [key]: "", [url]: "" })
        const availability = { provider, url: defaultUrl, configured: false, missing: key, operations }
        assert.deepStrictEqual(client.availability, availability)
        const expected = { _tag: "NotConfigured", provider, variable: key }
        for (const call of reads(client, address)) assert.deepStrictEqual(yield* errorOf(call), expected)
      })
    )

    it.scopedLive("does not start with a value that cannot be used, and shows only the name of its variable", () =>
      Effect.gen(function* () {
        for (const variables of [{ [key]: "canary\n" }, { [url]: "http://canary.example" }, ...unusable]) {
          const exit = yield* Effect.exit(configured(variables))
          assert.isTrue(Exit.isFailure(exit))
          for (const text of [inspect(exit, { depth: Infinity }), String(exit), JSON.stringify(exit)]) {
            assert.include(text, Object.keys(variables).join())
            assert.notInclude(text, "canary")
          }
        }
      })
    )
  })
}
