/** Documents that others wrote: the examples of the formats' own packages. Every law holds for them, and a check finds nothing in them. */
import { assert, describe, it } from "@effect/vitest"
import { Check, Formats, Import } from "@org/messages-formats"
import { Laws } from "@org/messages-formats-laws"
import * as Either from "effect/Either"
import { suite as agUi } from "../ag-ui/AgUi.js"
import { suite as aiSdk } from "../ai-sdk/AiSdk.js"
import { suite as aiSdkModel } from "../ai-sdk-model/AiSdkModel.js"
import { suite as anthropic } from "../anthropic/Anthropic.js"
import { suite as atif } from "../atif/Atif.js"
import { suite as chat } from "../chat/Chat.js"
import { suite as effect } from "../effect/EffectPrompt.js"
import { suite as langChain } from "../langchain/LangChain.js"
import { suite as otel } from "../otel/Otel.js"
import { suite as responses } from "../responses/Responses.js"
import type { Suite } from "../suite.js"
import * as Examples from "./examples.js"

const packages = ["ai", "@ai-sdk/anthropic", "@ai-sdk/openai", "@anthropic-ai/sdk", "openai", "@langchain/core"]

const suites = [agUi, aiSdk, aiSdkModel, anthropic, atif, chat, effect, langChain, otel, responses]

const registry = Formats.of(Formats.standard)

const accepts = async ({ judge }: Suite, { document }: Examples.Example): Promise<boolean> => {
  try {
    await judge(document)
    return true
  } catch {
    return false
  }
}

/** Examples show one step of many: a call whose result is not there yet, and a result whose call is not shown. */
const steps = new Set(["unanswered-call", "orphan-result"])

describe("the examples of the formats' own packages", async () => {
  const examples = packages.flatMap(Examples.of)
  const accepted = new Map<Suite, ReadonlyArray<Examples.Example>>()
  for (const suite of suites) {
    const found: Array<Examples.Example> = []
    for (const example of examples) if (await accepts(suite, example)) found.push(example)
    accepted.set(suite, found)
  }

  it("are there for the formats of models", () => {
    for (const suite of [aiSdk, aiSdkModel, anthropic, chat, responses])
      assert.isAtLeast(accepted.get(suite)?.length ?? 0, 4, suite.definition.name)
  })

  for (const [{ definition }, examples] of accepted)
    for (const [index, { document, file }] of examples.entries())
      it(`of ${definition.name}, ${index + 1} in ${file}: come back unchanged, and convert to every format`, () => {
        Laws.imports(definition, document)
        const { messages } = Either.getOrThrow(Import.of(definition, document))
        for (const { definition } of suites)
          for (const law of [Laws.roundTrip, Laws.accounted, Laws.local, Laws.editable]) law(definition, messages)
        const list = registry.get(definition.name)?.list
        const elements = list === undefined ? document : [{ [list]: document }]
        const { findings } = Either.getOrThrow(Check.of(registry, elements, definition.name))
        assert.deepStrictEqual(
          findings.filter(({ kind }) => !steps.has(kind)),
          []
        )
      })
})
