/** The laws of the four providers' own forms, on hostile conversations and on the sample messages; and every format on the samples. */
import { describe, it } from "@effect/vitest"
import { Samples } from "@org/messages-contract"
import {
  A2a,
  Acp,
  AgUi,
  AiSdk,
  AiSdkModel,
  Anthropic,
  AnthropicRules,
  Atif,
  Chat,
  ChatRules,
  EffectPrompt,
  Export,
  FineTuning,
  FineTuningRules,
  LangChain,
  Mcp,
  Otel,
  ProviderFormat,
  Responses,
  ResponsesRules
} from "@org/messages-formats"
import { Laws } from "@org/messages-formats-laws"
import { providers } from "@org/messages-normalization"
import * as Either from "effect/Either"
import assert from "node:assert/strict"
import { onSameConversations } from "./suite.js"

/** The formats whose APIs refuse much, with the rules that judge what is sent. */
const judged = [
  [Anthropic, AnthropicRules],
  [Chat, ChatRules],
  [FineTuning, FineTuningRules],
  [Responses, ResponsesRules]
] as const

for (const adapter of providers) {
  const { provider } = adapter
  const definition = ProviderFormat.definition(provider, adapter)
  const samples = [...Samples.messages(provider), ...Samples.deviations(provider)].map(({ json }) => json)
  const holds = onSameConversations(definition, 200)

  describe(provider, () => {
    it("gives everything back", () => holds(Laws.roundTrip))
    it("accounts for every leaf", () => holds(Laws.accounted))
    it("keeps what belongs to an element in that element", () => holds(Laws.local))
    it("gives canonical messages, whatever the sidecar contains", () => holds(Laws.hostile))
    it("imports the sample messages, and exports them again as they were", () => {
      assert.ok(samples.length > 5)
      Laws.imports(definition, samples)
    })
  })

  describe(`the sample messages of ${provider}`, () => {
    for (const [{ definition }, { faults }] of judged)
      it(`may be sent again as ${definition.name}`, () => {
        const messages = samples.map((sample) => adapter.toMessage(sample))
        for (const part of [messages, ...messages.map((message) => [message])]) {
          const exported = Export.of(definition, part, { keep: "none" })
          // An example without messages is one that the converter of fine-tuning refuses.
          if (Either.isRight(exported) && exported.right.value.length > 0)
            assert.deepEqual(faults(exported.right.value), [])
        }
      })

    for (const { definition } of [
      A2a,
      Acp,
      AgUi,
      AiSdk,
      AiSdkModel,
      Anthropic,
      Atif,
      Chat,
      EffectPrompt,
      FineTuning,
      LangChain,
      Mcp,
      Otel,
      Responses
    ])
      it(`come back from ${definition.name}, and every leaf is accounted for`, () => {
        const messages = samples.map((sample) => adapter.toMessage(sample))
        for (const law of [Laws.roundTrip, Laws.accounted, Laws.local]) law(definition, messages)
      })
  })
}
