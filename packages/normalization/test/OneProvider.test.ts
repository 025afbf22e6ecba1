/** A program that wants one provider brings one: nothing of the others is configured, asked, or bundled. */
import { assert, describe, it } from "@effect/vitest"
import { ContractServer, Samples } from "@org/messages-contract"
import { ConversationRef, MessageRef, Messages } from "@org/messages-core"
import { honcho, type ProviderAdapter, ProviderMessages } from "@org/messages-normalization"
import { UndiciExchange } from "@org/messages-transport/node"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { build } from "esbuild"
import { addressOf } from "./natives.js"

const port = (
  environment: Readonly<Record<string, string>>,
  ...adapters: ReadonlyArray<ProviderAdapter.ProviderAdapter<unknown>>
) =>
  ProviderMessages.layerConfig(adapters).pipe(
    Layer.provide(UndiciExchange.layer()),
    Layer.provide(Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(environment)))))
  )

describe("the port over Honcho alone", () => {
  it.scoped("reads Honcho's messages, and lists no other provider", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const [sample] = Samples.messages("honcho")
      if (sample === undefined) return assert.fail("no sample")
      yield* server.answer("honcho.get-message", ContractServer.sample(sample))
      yield* Effect.gen(function* () {
        const messages = yield* Messages.Messages
        const { id } = yield* messages.get(addressOf("honcho", sample.json))
        assert.strictEqual(id, sample.json["id"])
        assert.deepStrictEqual(
          (yield* messages.providers).map(({ provider }) => provider),
          ["honcho"]
        )
      }).pipe(Effect.provide(port({ HONCHO_API_KEY: "hch-canary", HONCHO_URL: server.url }, honcho)))
    })
  )

  it.effect("fails with NotSupported for every other provider", () =>
    Effect.gen(function* () {
      const messages = yield* Messages.Messages
      for (const text of ["factory:s/m", "mielto:m", "veryfront:c/m"]) {
        const address = yield* MessageRef.parse(text)
        const expected = { _tag: "NotSupported", provider: address.provider, operation: "get" } as const
        assert.deepInclude(yield* Effect.flip(messages.get(address)), expected)
        assert.deepInclude(yield* Effect.flip(messages.getRaw(address)), expected)
      }
      for (const text of ["factory:s", "mielto:conversation/c", "veryfront:c"]) {
        const address = yield* ConversationRef.parse(text)
        const { provider } = address
        assert.deepInclude(yield* Effect.flip(messages.post(address, { text: "Hello" })), {
          _tag: "NotSupported",
          provider,
          operation: "post",
          delivery: "not-delivered"
        })
        assert.deepInclude(yield* Effect.flip(messages.list(address)), {
          _tag: "NotSupported",
          provider,
          operation: "list"
        })
        assert.deepInclude(yield* Effect.flip(messages.conversations(provider)), {
          _tag: "NotSupported",
          provider,
          operation: "conversations"
        })
      }
    }).pipe(Effect.provide(port({}, honcho)))
  )

  it("bundles no other provider's client", async () => {
    const contents = `
      import { honcho, ProviderMessages } from "@org/messages-normalization"
      export default ProviderMessages.layer([honcho])`
    const { metafile } = await build({
      stdin: { contents, resolveDir: import.meta.dirname, loader: "ts" },
      bundle: true,
      write: false,
      metafile: true,
      format: "esm",
      platform: "node",
      conditions: ["@org/source"],
      logLevel: "silent",
      outfile: "bundle.js"
    })
    const inputs = Object.values(metafile.outputs).flatMap((output) =>
      Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []))
    )
    const clients = inputs.flatMap((path) => /provider-\w+(?=\/src\/\w+Client)/.exec(path)?.[0] ?? [])
    assert.deepStrictEqual(clients, ["provider-honcho"])
    assert.isFalse(
      inputs.some((path) =>
        /(?:Factory|Mielto|Veryfront)(?:Message|Element|Adapter|Schema|Page|Conversation|Draft)/.test(path)
      )
    )
  })
})
