/** Version 7 of the AI SDK accepts and sends what version 6 does, and its new parts and fields come back unchanged. Skipped if it is not installed. */
import { describe, it } from "@effect/vitest"
import { HostileJson } from "@org/messages-formats-laws"
import * as fc from "effect/FastCheck"
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { createRequire } from "node:module"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { judgeOf as modelJudgeOf, suite as modelSuite } from "../ai-sdk-model/AiSdkModel.js"
import { wire } from "../ai-sdk-model/wire.js"
import { laws } from "../suite.js"
import { judgeOf, suite } from "./AiSdk.js"
import { modelMessages } from "./conversion.js"
import { isLeftOut, reason, version7 } from "./Sdk.js"

const { json, oneOf, record, text } = HostileJson

const citation = record(
  {
    source: oneOf<object>(
      { type: "source", sourceType: "url", id: "s1", url: "https://e.com", title: "t" },
      { type: "source", sourceType: "document", id: "", mediaType: "text/plain", title: "", filename: "f" }
    )
  },
  { startIndex: fc.nat(), endIndex: fc.nat(), citedText: text }
)

const steered = fc.oneof(
  record({ type: oneOf("text"), text }),
  oneOf<object>({ type: "file", mediaType: "a/b", url: "https://e.com", providerReference: { openai: "f1" } })
)

/** The parts that are new in version 7, and the new fields of others. */
const part = fc.oneof(
  record({ type: oneOf("text"), text }, { citations: fc.array(citation, { maxLength: 2 }) }),
  record({ type: oneOf("custom"), kind: oneOf("openai.x") }, { providerMetadata: oneOf<object>({ a: { b: 1 } }) }),
  record({ type: oneOf("reasoning"), text }, { id: text }),
  oneOf<object>({ type: "reasoning-file", mediaType: "image/png", url: "data:image/png;base64,aGk=" }),
  record({ type: oneOf("steering-message"), id: text, parts: fc.array(steered, { maxLength: 2 }) }),
  record(
    { type: oneOf("dynamic-tool"), toolName: text, toolCallId: oneOf("c1"), state: oneOf("input-streaming") },
    { input: json, rawInput: text, inputEncoding: oneOf("json", "text") }
  ),
  record({
    type: oneOf("tool-x"),
    toolCallId: oneOf("c1"),
    state: oneOf("approval-requested"),
    input: json,
    approval: record({ id: text }, { descriptor: json, requestReason: text, inputSchemaInput: json })
  })
)

/** Compiles `ai-7/types.ts`. */
const compiled = async (): Promise<{ readonly code: number | string | null; readonly stdout: string }> => {
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc")
  const arguments_ = [compiler, "-p", fileURLToPath(new URL("../../ai-7", import.meta.url))]
  return new Promise((resolve) => {
    execFile(process.execPath, arguments_, (error, stdout) => resolve({ code: error?.code ?? 0, stdout }))
  })
}

const documentsOf = (message: fc.Arbitrary<object>) =>
  fc.array(message, { minLength: 1, maxLength: 3 }).map((messages) => JSON.parse(JSON.stringify(messages)))

const uiMessages = documentsOf(
  record({ id: text, role: oneOf("assistant"), parts: fc.array(part, { minLength: 1, maxLength: 4 }) })
)

const tagged = oneOf<object>(
  { type: "data", data: "aGk=" },
  { type: "text", text: "hi" },
  { type: "reference", reference: { openai: "f1" } }
)

const modelMessagesOf7 = documentsOf(
  fc.oneof(
    record({
      role: oneOf("user"),
      content: fc.array(
        record({ type: oneOf("file"), data: tagged, mediaType: oneOf("image/png", "") }, { filename: text }),
        { maxLength: 2 }
      )
    }),
    record({
      role: oneOf("assistant"),
      content: fc.array(
        fc.oneof(
          record({ type: oneOf("custom"), kind: oneOf("openai.x") }),
          record({
            type: oneOf("reasoning-file"),
            data: oneOf<unknown>("aGk=", { type: "data", data: "aGk=" }),
            mediaType: oneOf("image/png")
          }),
          record({
            type: oneOf("tool-result"),
            toolCallId: oneOf("c1"),
            toolName: text,
            output: record({
              type: oneOf("content"),
              value: fc.array(record({ type: oneOf("file"), data: tagged, mediaType: oneOf("image/png") }), {
                maxLength: 2
              })
            })
          })
        ),
        { maxLength: 2 }
      )
    })
  )
)

if (isLeftOut) {
  console.warn(`left out: ${reason}`)
  describe.skip("version 7", () => it("judges", () => {}))
} else {
  const sdk = await version7()
  describe("version 7 judges", () => laws({ ...suite, judge: judgeOf(sdk) }, 200))
  describe("what is new in version 7", () => laws({ ...suite, documents: uiMessages, judge: judgeOf(sdk) }, 200))
  describe("version 7 judges", () => laws({ ...modelSuite, judge: modelJudgeOf(sdk) }, 200))
  describe("what is new in version 7", () =>
    laws({ ...modelSuite, documents: modelMessagesOf7, judge: modelJudgeOf(sdk) }, 200))
  describe("version 7", () => {
    modelMessages(sdk)
    wire(sdk)
    it("accepts the types of what exports return", async () => {
      const { code, stdout } = await compiled()
      assert.equal(code, 0, stdout)
    })
  })
}
