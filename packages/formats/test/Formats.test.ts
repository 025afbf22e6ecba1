/** What every format says of one conversation, and what it leaves out: values that a person can check. */
import { describe, it } from "@effect/vitest"
import { Formats } from "@org/messages-formats"
import * as Either from "effect/Either"
import assert from "node:assert/strict"
import * as expectedMore from "./expected/index.js"
import { weather } from "./weather.js"

const expected: { readonly [format: string]: { readonly value: unknown; readonly report: object } } = {
  ...expectedMore,
  "ai-sdk": {
    value: [
      { id: "msg_0", role: "system", parts: [{ type: "text", text: "Be brief." }] },
      {
        id: "m1",
        role: "user",
        parts: [
          { type: "text", text: "What is the weather here?" },
          { type: "file", mediaType: "image/png", filename: "map.png", url: "data:image/png;base64,aGk=" }
        ]
      },
      {
        id: "m2",
        role: "assistant",
        parts: [
          { type: "reasoning", text: "A map of Oslo.", providerMetadata: { anthropic: { signature: "c2ln" } } },
          { type: "text", text: "Let me look." },
          {
            type: "dynamic-tool",
            toolName: "weather",
            toolCallId: "call_1",
            state: "output-available",
            input: { city: "Oslo" },
            output: { celsius: 21 }
          }
        ]
      },
      { id: "m4", role: "assistant", parts: [{ type: "text", text: "21 degrees." }, { type: "step-start" }] }
    ],
    report: {
      kept: 37,
      changed: [],
      dropped: ["/1/author/name", "/1/createdAt", "/2/finishReason"],
      added: ["/0/id"],
      synthetic: ["/0/id"]
    }
  },
  anthropic: {
    value: [
      { role: "user", content: [{ type: "text", text: "Be brief." }] },
      {
        role: "user",
        content: [
          { type: "text", text: "What is the weather here?" },
          { type: "image", source: { type: "base64", media_type: "image/png", data: "aGk=" } }
        ]
      },
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "A map of Oslo.", signature: "c2ln" },
          { type: "text", text: "Let me look." },
          { type: "tool_use", id: "call_1", name: "weather", input: { city: "Oslo" } }
        ]
      },
      { role: "user", content: [{ type: "tool_result", tool_use_id: "call_1", content: '{"celsius":21}' }] },
      { role: "assistant", content: [{ type: "text", text: "21 degrees." }] }
    ],
    report: {
      kept: 30,
      changed: ["/0/role", "/3/parts/0/output/celsius"],
      dropped: [
        "/1/id",
        "/1/author/name",
        "/1/createdAt",
        "/1/parts/1/filename",
        "/2/id",
        "/2/finishReason",
        "/4/id",
        "/4/parts/1/type"
      ],
      added: [],
      synthetic: []
    }
  },
  chat: {
    value: [
      { role: "system", content: "Be brief." },
      {
        role: "user",
        name: "ada",
        content: [
          { type: "text", text: "What is the weather here?" },
          { type: "image_url", image_url: { url: "data:image/png;base64,aGk=" } }
        ]
      },
      {
        role: "assistant",
        content: "Let me look.",
        tool_calls: [{ type: "function", id: "call_1", function: { name: "weather", arguments: '{"city":"Oslo"}' } }]
      },
      { role: "tool", tool_call_id: "call_1", content: '{"celsius":21}' },
      { role: "assistant", content: "21 degrees." }
    ],
    report: {
      kept: 28,
      changed: ["/3/parts/0/output/celsius"],
      dropped: [
        "/1/id",
        "/1/createdAt",
        "/1/parts/1/filename",
        "/2/id",
        "/2/finishReason",
        "/2/parts/0/type",
        "/2/parts/0/text",
        "/2/parts/0/signature",
        "/2/parts/0/signedBy",
        "/4/id",
        "/4/parts/1/type"
      ],
      added: [],
      synthetic: []
    }
  },
  responses: {
    value: [
      { type: "message", role: "system", content: [{ type: "input_text", text: "Be brief." }] },
      {
        type: "message",
        role: "user",
        content: [
          { type: "input_text", text: "What is the weather here?" },
          { type: "input_image", detail: "auto", image_url: "data:image/png;base64,aGk=" }
        ]
      },
      { type: "message", role: "assistant", content: "Let me look." },
      { type: "function_call", call_id: "call_1", name: "weather", arguments: '{"city":"Oslo"}' },
      { type: "function_call_output", call_id: "call_1", output: '{"celsius":21}' },
      { type: "message", role: "assistant", content: "21 degrees." }
    ],
    report: {
      kept: 27,
      changed: ["/3/parts/0/output/celsius"],
      dropped: [
        "/1/id",
        "/1/author/name",
        "/1/createdAt",
        "/1/parts/1/filename",
        "/2/id",
        "/2/finishReason",
        "/2/parts/0/type",
        "/2/parts/0/text",
        "/2/parts/0/signature",
        "/2/parts/0/signedBy",
        "/4/id",
        "/4/parts/1/type"
      ],
      added: [],
      synthetic: []
    }
  },
  "ai-sdk-model": {
    value: [
      { role: "system", content: "Be brief." },
      {
        role: "user",
        content: [
          { type: "text", text: "What is the weather here?" },
          { type: "file", data: "aGk=", mediaType: "image/png", filename: "map.png" }
        ]
      },
      {
        role: "assistant",
        content: [
          { type: "reasoning", text: "A map of Oslo.", providerOptions: { anthropic: { signature: "c2ln" } } },
          { type: "text", text: "Let me look." },
          { type: "tool-call", toolCallId: "call_1", toolName: "weather", input: { city: "Oslo" } }
        ]
      },
      {
        role: "tool",
        content: [
          {
            type: "tool-result",
            toolCallId: "call_1",
            toolName: "weather",
            output: { type: "json", value: { celsius: 21 } }
          }
        ]
      },
      { role: "assistant", content: [{ type: "text", text: "21 degrees." }] }
    ],
    report: {
      kept: 33,
      changed: [],
      dropped: ["/1/id", "/1/author/name", "/1/createdAt", "/2/id", "/2/finishReason", "/4/id", "/4/parts/1/type"],
      added: ["/3/parts/0/name"],
      synthetic: []
    }
  },
  otel: {
    value: [
      { role: "system", parts: [{ type: "text", content: "Be brief." }] },
      {
        role: "user",
        name: "ada",
        parts: [
          { type: "text", content: "What is the weather here?" },
          { type: "blob", mime_type: "image/png", modality: "image", content: "aGk=" }
        ]
      },
      {
        role: "assistant",
        parts: [
          { type: "reasoning", content: "A map of Oslo." },
          { type: "text", content: "Let me look." },
          { type: "tool_call", id: "call_1", name: "weather", arguments: { city: "Oslo" } }
        ],
        finish_reason: "tool_use"
      },
      { role: "tool", parts: [{ type: "tool_call_response", id: "call_1", response: { celsius: 21 } }] },
      {
        role: "assistant",
        parts: [{ type: "text", content: "21 degrees." }, { type: "messages.step-start" }],
        finish_reason: "stop"
      }
    ],
    report: {
      kept: 33,
      changed: [],
      dropped: [
        "/1/id",
        "/1/createdAt",
        "/1/parts/1/filename",
        "/2/id",
        "/2/parts/0/signature",
        "/2/parts/0/signedBy",
        "/4/id"
      ],
      added: ["/4/finishReason"],
      synthetic: ["/4/finish_reason"]
    }
  }
}

describe("Formats.export", () => {
  for (const [format, { report, value }] of Object.entries(expected)) {
    it(`says the conversation as ${format}`, () => {
      const exported = Either.getOrThrow(Formats.export(format, weather, { keep: "none" }))
      assert.deepEqual(exported.value, value)
    })

    it(`reports what ${format} leaves out, changes and makes up`, () => {
      const exported = Either.getOrThrow(Formats.export(format, weather, { keep: "none" }))
      const added = exported.report.added.filter((path) => !path.endsWith("/format"))
      assert.deepEqual({ ...exported.report, added }, { format, ...report })
    })

    if (Formats.standard.some(({ isWriteOnly, name }) => name === format && isWriteOnly === true)) {
      it(`refuses to read ${format}, which is only written`, () => {
        const { value } = Either.getOrThrow(Formats.export(format, weather))
        const { problem } = Either.getOrThrow(Either.flip(Formats.import(format, value)))
        assert.equal(problem, "can only be written")
      })
      continue
    }

    it(`gives the conversation back from ${format} and what was kept`, () => {
      const { residue, value } = Either.getOrThrow(Formats.export(format, weather))
      const back = Either.getOrThrow(Formats.import(format, JSON.parse(JSON.stringify(value)), residue))
      assert.deepEqual(back, { messages: weather, ignored: [] })
    })
  }

  it("has no document for an empty conversation where readers refuse one", () => {
    assert.ok(Either.isLeft(Formats.export("ai-sdk", [])))
    assert.ok(Either.isRight(Formats.export("chat", [])))
  })

  it("refuses a format that it does not know", () => {
    assert.ok(Either.isLeft(Formats.export("smoke-signals", weather)))
    assert.ok(Either.isLeft(Formats.import("smoke-signals", [])))
  })
})

describe("Formats.import", () => {
  it("says where a document is not of its format", () => {
    const problems = [{}, [1], [[]]].map((value) => Either.flip(Formats.import("otel", value)))
    assert.deepEqual(
      problems.map((problem) => Either.getOrThrow(problem).path),
      ["", "/0", "/0"]
    )
  })

  it("says where a message is not canonical", () => {
    const read = Formats.import("canonical", [...weather, { version: 2 }])
    assert.equal(Either.isLeft(read) ? read.left.path : "canonical", "/5/version")
  })

  it("reads and writes canonical messages as a list and as lines", () => {
    for (const format of ["canonical", "ndjson"]) {
      const { report, value } = Either.getOrThrow(Formats.export(format, weather))
      assert.deepEqual(Either.getOrUndefined(Formats.import(format, value))?.messages, weather)
      assert.deepEqual([...report.changed, ...report.dropped, ...report.added, ...report.synthetic], [])
      assert.equal(report.kept, 40)
    }
  })

  it("says which line is no JSON", () => {
    const problem = Either.getOrThrow(Either.flip(Formats.import("ndjson", '{}\n\n{"version":')))
    assert.equal(problem.problem, "is not JSON in line 3")
  })

  it("ignores a slot that another program wrote, and says so", () => {
    const document = [{ role: "user", parts: [], "messages/residue": { of: "?" } }]
    assert.deepEqual(Either.getOrThrow(Formats.import("otel", document)).ignored, ["/0"])
  })
})
