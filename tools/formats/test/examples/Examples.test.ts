/** Documents that others wrote: the examples of the formats' own packages. Every law holds for them, and a check finds nothing in them. */
import { assert, describe, it } from "@effect/vitest"
import { Json } from "@org/messages-core"
import { Catalogue, Check, Formats, Import, Oracle } from "@org/messages-formats"
import { Laws } from "@org/messages-formats-laws"
import * as Either from "effect/Either"
import { suite as a2a } from "../a2a/A2a.js"
import { suite as acp } from "../acp/Acp.js"
import { suite as agUi } from "../ag-ui/AgUi.js"
import { suite as aiSdk } from "../ai-sdk/AiSdk.js"
import { suite as aiSdkModel } from "../ai-sdk-model/AiSdkModel.js"
import { suite as anthropic } from "../anthropic/Anthropic.js"
import { suite as atif } from "../atif/Atif.js"
import { suite as chat } from "../chat/Chat.js"
import { suite as effect } from "../effect/EffectPrompt.js"
import { suite as fineTuning } from "../fine-tuning/FineTuning.js"
import { suite as langChain } from "../langchain/LangChain.js"
import { suite as mcp } from "../mcp/Mcp.js"
import { suite as otel } from "../otel/Otel.js"
import { suite as responses } from "../responses/Responses.js"
import type { Suite } from "../suite.js"
import * as Examples from "./examples.js"

/** The packages, and how many documents of a format each has at least. */
const packages: ReadonlyArray<readonly [name: string, suite: Suite, atLeast: number]> = [
  ["ai", aiSdk, 3],
  ["ai", aiSdkModel, 20],
  ["@ai-sdk/anthropic", aiSdkModel, 6],
  ["@ai-sdk/openai", aiSdkModel, 6],
  ["@anthropic-ai/sdk", anthropic, 6],
  ["openai", chat, 6],
  ["openai", responses, 6],
  ["@effect/ai", effect, 7],
  ["@modelcontextprotocol/sdk", mcp, 4]
]

/** The packages that have no document of their format, and why. */
const without: ReadonlyArray<readonly [name: string, suite: Suite, why: string]> = [
  ["openai", fineTuning, "its documentation uploads a file for fine-tuning, and does not show what is in it"],
  ["@ag-ui/core", agUi, "its documentation has one event, and no message"],
  ["@a2a-js/sdk", a2a, "its documentation has no message; the sample programs are not in the package"],
  [
    "@agentclientprotocol/sdk",
    acp,
    "its documentation and schemas have no update; the example programs are not in the package"
  ],
  ["@langchain/core", langChain, "its examples make messages with classes, and none of them is stored"]
]

const suites = [
  ...[agUi, aiSdk, aiSdkModel, anthropic, atif, chat, effect, langChain, otel, responses],
  ...[a2a, acp, fineTuning, mcp]
]

const registry = Formats.of(Formats.standard)

/** Effect accepts a text alone as a list, and writes it as a string. */
const asEffectWrites = (message: Json.JsonObject): Json.JsonObject => {
  const { content } = message
  const [only] = Json.isArray(content) && content.length === 1 ? content : []
  return Json.isObject(only) && typeof only["text"] === "string" && Object.keys(only).length === 2
    ? { ...message, content: only["text"] }
    : message
}

const accepts = async (suite: Suite, { document }: Examples.Example): Promise<boolean> => {
  try {
    await suite.judge(suite === effect ? document.map(asEffectWrites) : document)
    return true
  } catch {
    return false
  }
}

/** Examples show one step of many: a call whose result is not there yet, and a result whose call is not shown. */
const steps = new Set(["unanswered-call", "orphan-result"])

describe("the examples of the formats' own packages", async () => {
  const names = new Set([...packages, ...without].map(([name]) => name))
  const examples = new Map([...names].map((name) => [name, Examples.of(name)]))
  const accepted = new Map<Suite, ReadonlyArray<Examples.Example>>()
  for (const suite of suites) {
    const found: Array<Examples.Example> = []
    for (const example of [...examples.values()].flat()) if (await accepts(suite, example)) found.push(example)
    accepted.set(suite, found)
  }
  const count = (name: string, suite: Suite) =>
    accepted.get(suite)?.filter((example) => examples.get(name)?.includes(example) === true).length ?? 0

  for (const [name, suite, atLeast] of packages)
    it(`are there: ${name} has documents of ${suite.definition.name}`, () =>
      assert.isAtLeast(count(name, suite), atLeast))

  for (const [name, suite, why] of without)
    it(`are not there: ${name} has no document of ${suite.definition.name}, because ${why}`, () =>
      assert.strictEqual(count(name, suite), 0))

  it("are looked for in the package of every format", () => {
    const named = new Map([...packages, ...without].map(([name, { definition }]) => [definition.name, name]))
    const known: ReadonlyArray<string> = Object.keys(Oracle.versions)
    for (const { name, oracle } of Catalogue.standard)
      if (oracle !== undefined && known.includes(oracle.package)) assert.isTrue(named.has(name), name)
  })

  for (const [{ definition }, examples] of accepted)
    for (const [index, { document, file }] of examples.entries())
      it(`of ${definition.name}, ${index + 1} in ${file}: come back unchanged, and convert to every format`, () => {
        Laws.imports(definition, document)
        const { messages } = Either.getOrThrow(Import.of(definition, document))
        for (const { definition } of suites)
          for (const law of [Laws.roundTrip, Laws.accounted, Laws.local, Laws.editable]) law(definition, messages)
        const converter = registry.get(definition.name)
        if (converter?.isWriteOnly === true) return
        const elements = converter?.list === undefined ? document : [{ [converter.list]: document }]
        const { findings } = Either.getOrThrow(Check.of(registry, elements, definition.name))
        assert.deepStrictEqual(
          findings.filter(({ kind }) => !steps.has(kind)),
          []
        )
      })
})
