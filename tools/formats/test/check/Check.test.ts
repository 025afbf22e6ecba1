/** What a check finds: every kind of fault in every format that can express it, and nothing in documents without faults. */
import { assert, describe, it } from "@effect/vitest"
import { Cases, Samples } from "@org/messages-contract"
import { Check, DocumentText, Finding, Formats } from "@org/messages-formats"
import { providers } from "@org/messages-normalization"
import * as Either from "effect/Either"
import { rows } from "./faulty.js"

const registry = Formats.withProviders(providers)

const table = rows(registry)

/** Messages whose calls are answered in the next message, or whose results are of calls in the one before. */
const parted = {
  "msg-assistant-thinking-anthropic.json": ["unanswered-call /0/content/2"],
  "msg-assistant-thinking-text-tool-use.json": ["unanswered-call /0/content/2"],
  "msg-tool-result-nested-image-and-documents.json": ["orphan-result /0/content/0"],
  "msg-user-tool-result-string.json": ["orphan-result /0/content/0"],
  "msg-assistant-tool-calls-openai-style.json": ["unanswered-call /0/tool_calls/0"],
  "msg-parts-optionals-missing.json": ["orphan-result /0/parts/2"],
  "msg-tool-call-states.json": [0, 1, 2, 3].map((index) => `unanswered-call /0/parts/${index}`),
  "13-null-content-with-tool-calls": ["unanswered-call /0/tool_calls/0"],
  "35-crlf-and-colours-in-tool-result": ["orphan-result /0/content/0"],
  "36-tool-call-snowflake": ["unanswered-call /0/tool_calls/0"],
  "41-ordinary-python-call": ["unanswered-call /0/tool_calls/0"],
  "43-object-tool-result": ["orphan-result /0/content/0"]
}

/** Calls whose arguments are `null`, cut off, an empty text, or JSON in JSON. */
const broken = {
  "07-tool-result-nulls": ["broken-arguments /0/content/0"],
  "14-tool-call-arguments-broken": [
    ...[0, 1, 2, 3, 4, 5, 6].map((index) => `unanswered-call /0/tool_calls/${index}`),
    ...[0, 1, 3].map((index) => `broken-arguments /0/tool_calls/${index}`)
  ]
}

/** Samples that are not messages of their provider: errors, conversations, requests, and a line of a session file. */
const ofOtherThings =
  /^error-|^page-(sessions|conversations)|^req-(post-message|create-conversation|list-filters)|^res-post|-on-disk-/

const found = (document: ReadonlyArray<unknown>, format?: string) =>
  Either.getOrThrow(Check.of(registry, document, format)).findings.map(({ kind, path }) => `${kind} ${path}`)

describe("a check", () => {
  it("is tried in every format that is read", () => {
    const read = registry.names.filter((name) => registry.get(name)?.isWriteOnly !== true)
    assert.deepStrictEqual([...table.keys()].sort(), [...read].sort())
  })

  for (const [format, row] of table)
    for (const [kind, cell] of Object.entries(row))
      if ("not" in cell) it(`finds no ${kind} in ${format}, which ${cell.not}`, () => assert.match(cell.not, /^has /))
      else
        it(`finds ${kind} in ${format}`, () => {
          assert.deepStrictEqual(found(cell.document, format), [`${kind} ${cell.path}`])
        })

  it("finds nothing in the samples, but what is wrong in them or stands in another message", () => {
    const samples = [...Samples.all.map(({ file: name, ...rest }) => ({ name, ...rest })), ...Cases.all]
    const messages = samples.filter(({ name }) => !ofOtherThings.test(name))
    const findings = messages.flatMap(({ json, name, provider }) => {
      const here = found(Either.getOrThrow(DocumentText.of(json)).elements, provider)
      return here.length === 0 ? [] : [[name, here] as const]
    })
    assert.deepStrictEqual(Object.fromEntries(findings), { ...parted, ...broken })
  })

  it("refuses samples that are not messages of the named provider", () => {
    const others = Samples.all.filter(({ file }) => ofOtherThings.test(file))
    assert.isAbove(others.length, 20)
    for (const { file, json, provider } of others) {
      const { elements } = Either.getOrThrow(DocumentText.of(json))
      const { problem } = Either.getOrThrow(Either.flip(Check.of(registry, elements, provider)))
      assert.match(problem, /^has no element with a role or content$|^looks like /, `${provider} ${file}`)
    }
  })

  it("takes the message of a tool for the result of a call where results name no call", () => {
    const call = { id: "a", type: "function", function: { name: "search", arguments: "{}" } }
    const calls = { role: "assistant", tool_calls: [call] }
    assert.deepStrictEqual(found([calls, { role: "tool", content: "ok" }], "mielto"), [])
    assert.deepStrictEqual(found([calls, { role: "tool", content: "ok" }], "chat"), ["unanswered-call /0/tool_calls/0"])
  })

  it("says for every finding what is wrong, why it does harm and which APIs refuse it", () => {
    for (const [format, row] of table)
      for (const cell of Object.values(row))
        if ("document" in cell)
          for (const { harm, problem, where } of Either.getOrThrow(Check.of(registry, cell.document, format)).findings)
            for (const sentence of [harm, problem, where]) assert.match(sentence, /\w+ \w+ \w+/)
  })

  it("has a kind for everything that it finds", () => {
    for (const row of table.values()) assert.deepStrictEqual(Object.keys(row).sort(), Object.keys(Finding.kinds).sort())
  })
})
