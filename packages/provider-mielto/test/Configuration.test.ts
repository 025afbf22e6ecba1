/** The environment: which variables are read, and what becomes of those that are missing or cannot be used. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { assert, layer } from "@effect/vitest"
import { ContractServer } from "@org/messages-contract"
import type { MessageError } from "@org/messages-core"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { inspect } from "node:util"
import { MieltoClient } from "../src/index.js"
import { at, errorOf } from "./Client.js"

layer(NodeHttpClient.layerUndici, { excludeTestServices: true })("MieltoClient.layerConfig", (it) => {
  it.effect("reads its variables from the environment, and those of no other provider", () =>
    Effect.gen(function* () {
      const asked = new Set<string>()
      const { flattened } = ConfigProvider.fromMap(new Map<string, string>())
      const recording = ConfigProvider.fromFlat({
        ...flattened,
        load: (path, config, split) => {
          // What begins with MESSAGES_ is the policy of all providers.
          if (!path.join().startsWith("MESSAGES_")) asked.add(path.join())
          return flattened.load(path, config, split)
        }
      })
      yield* Effect.provide(Effect.void, MieltoClient.layerConfig).pipe(Effect.withConfigProvider(recording))
      assert.deepStrictEqual([...asked].sort(), ["MIELTO_API_KEY", "MIELTO_API_URL", "MIELTO_WORKSPACE_ID"].sort())
    })
  )

  it.scoped("is configured by them", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const variables = new Map(
        Object.entries({ ...{ MIELTO_API_KEY: "mk_test", MIELTO_WORKSPACE_ID: "ws_1" }, MIELTO_API_URL: server.url })
      )
      const client = yield* Effect.provide(MieltoClient.MieltoClient, MieltoClient.layerConfig).pipe(
        Effect.withConfigProvider(ConfigProvider.fromMap(variables))
      )
      assert.deepStrictEqual(client.availability, {
        provider: "mielto",
        url: server.url,
        configured: true,
        operations: ["get"]
      })
      yield* client.getRaw(at("m1"))
      assert.strictEqual(server.requests[0]?.headers.authorization, "Bearer mk_test")
      assert.deepStrictEqual(server.requests[0]?.findings, [])
    })
  )

  it.effect("points at the provider and is not configured without them", () =>
    Effect.gen(function* () {
      const client = yield* Effect.provide(MieltoClient.MieltoClient, MieltoClient.layerConfig).pipe(
        Effect.withConfigProvider(
          ConfigProvider.fromMap(
            new Map([
              ["MIELTO_API_KEY", ""],
              ["MIELTO_API_URL", ""]
            ])
          )
        )
      )
      assert.deepStrictEqual(client.availability, {
        provider: "mielto",
        url: "https://api.mielto.com",
        configured: false,
        missing: "MIELTO_API_KEY",
        operations: ["get"]
      })
      const expected = { _tag: "NotConfigured", provider: "mielto", variable: "MIELTO_API_KEY" }
      const calls: ReadonlyArray<Effect.Effect<unknown, MessageError.MessageError>> = [
        client.getRaw(at("m1")),
        client.getJson(at("m1")),
        client.getMessage(at("m1"))
      ]
      for (const call of calls) assert.deepStrictEqual(yield* errorOf(call), expected)
    })
  )

  it.effect("does not start on a value that cannot be used, and tells the name of its variable alone", () =>
    Effect.gen(function* () {
      const unusable: ReadonlyArray<Readonly<Record<string, string>>> = [
        { MIELTO_API_KEY: "canary\n" },
        { MIELTO_API_URL: "http://canary.example" },
        { MIELTO_WORKSPACE_ID: "../canary" }
      ]
      for (const variables of unusable) {
        const exit = yield* Effect.exit(Effect.provide(Effect.void, MieltoClient.layerConfig)).pipe(
          Effect.withConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(variables))))
        )
        assert.isTrue(Exit.isFailure(exit))
        for (const text of [inspect(exit, { depth: Infinity }), String(exit), JSON.stringify(exit)]) {
          assert.include(text, Object.keys(variables).join())
          assert.notInclude(text, "canary")
        }
      }
    })
  )
})
