import { assert, describe, it } from "@effect/vitest"
import { type Message, type Part } from "@org/messages-core"
import { Style } from "@org/messages-terminal"
import * as Pretty from "../../src/output/Pretty.js"
import { message, ref } from "../support.js"

const plain = (fields: Partial<Message.Message>) => Pretty.message(message(fields), Style.none)

const parts = (...parts: ReadonlyArray<Part.Part>) => plain({ parts }).split("\n").slice(2).join("\n")

describe("Pretty", () => {
  it("begins with the author and the ref", () => {
    assert.strictEqual(plain({}), "assistant  factory:s1/m1\n\nHello\n")
    assert.match(
      plain({ author: { id: "u1", name: "Bruno", kind: "agent" } }),
      /^assistant Bruno {2}.*\nauthor {4}agent, u1\n/
    )
    assert.match(plain({ role: "participant", author: { id: "alice" } }), /^participant alice {2}/)
  })

  it("shows the facts that are known, and no others", () => {
    const text = plain({
      format: "veryfront",
      ref: ref("veryfront:c/m"),
      parentId: "m0",
      sequence: 7,
      status: "failed",
      visibility: "model",
      createdAt: "2026-01-05T09:00:00.123456Z" as never,
      updatedAt: "2026-01-05T09:00:00.123456Z" as never,
      editedAt: "2026-01-05T10:00:00Z" as never,
      model: "m-1",
      usage: { inputTokens: 12, outputTokens: 0 },
      cost: { amount: "0.0042", unit: "credits" },
      finishReason: "stop",
      tags: ["a", "b"]
    })
    for (const line of [
      "created   2026-01-05 09:00:00.123456 UTC",
      "edited    2026-01-05 10:00:00 UTC",
      "reply to  m0",
      "sequence  7",
      "status    failed",
      "seen by   model",
      "model     m-1",
      "tokens    12 in, 0 out",
      "cost      0.0042 credits",
      "finished  stop",
      "tags      a, b"
    ])
      assert.include(text.split("\n"), line)
    assert.notInclude(text, "updated")
    assert.notInclude(text, "sent")
    assert.notInclude(text, "undefined")
  })

  it("shows text as it is, and everything else under a label", () => {
    assert.strictEqual(
      parts(
        { type: "text", text: "One\n\ntwo\n" },
        { type: "text", text: "" },
        { type: "reasoning", text: "Hm.", durationMs: 1240, signedBy: "anthropic", signature: "s" },
        { type: "reasoning", encrypted: "x" },
        { type: "reasoning", text: "", signature: "x" },
        { type: "tool-call", callId: "c1", name: "LS", input: { directory_path: "/w" } },
        { type: "tool-result", callId: "c1", content: [{ type: "text", text: "README.md" }] },
        { type: "tool-result", callId: "c2", output: { a: { b: 1 } }, isError: true },
        { type: "tool-result", callId: "c3" },
        { type: "citation", sourceId: "s1", title: "T", url: "https://example.com", quote: "Q" },
        { type: "source", sourceId: "s2", mediaType: "text/plain" },
        { type: "step-start" },
        { type: "error", code: "E1", message: "Went wrong" },
        { type: "data", name: "weather", value: [1, null] },
        { type: "unknown", native: { type: "new" } }
      ),
      `One

two

(empty text)

[reasoning · 1.2 s · anthropic]
  Hm.

[reasoning]
  (redacted)

[reasoning]
  (signed, without text)

[call LS · c1]
  {"directory_path":"/w"}

[result · c1]
  README.md

[failed · c2]
  {
    "a": {
      "b": 1
    }
  }

[result · c3]
  (no output)

[citation · T · https://example.com]
  Q

[source · s2 · text/plain]

[step]

[error · E1]
  Went wrong

[data weather]
  [1,null]

[unknown part]
  {"type":"new"}
`
    )
  })

  it("shows the size of a file, and never its bytes", () => {
    const data = Buffer.alloc(3000, 7).toString("base64")
    const text = parts(
      { type: "file", mediaType: "image/png", data, filename: "a.png" },
      { type: "file", mediaType: "image/png", data: "AAAA" },
      { type: "file", mediaType: "image/png", data: "AA==" },
      { type: "file", mediaType: "text/plain", text: "a\nb", filename: "a.txt" },
      { type: "file", mediaType: "image/png", url: "https://example.com/x", fileId: "u1" }
    )
    assert.include(text, "[file · a.png · image/png · 2.9 KiB]")
    assert.include(text, "[file · image/png · 3 bytes]")
    assert.include(text, "[file · image/png · 1 byte]")
    assert.include(text, "[file · a.txt · text/plain · 3 bytes]\n  a\n  b\n")
    assert.include(text, "[file · image/png · https://example.com/x · upload u1]")
    assert.notInclude(text, data.slice(0, 40))
  })

  it("counts base64 and data URLs anywhere in a message", () => {
    const base64 = Buffer.alloc(300, "no one reads this").toString("base64")
    const url = `data:image/png;base64,${base64}`
    const text = parts(
      { type: "text", text: `![x](${url}) ${base64}` },
      { type: "refusal", text: url },
      { type: "reasoning", text: url },
      { type: "file", url, filename: url },
      { type: "file", url: base64 },
      { type: "file", text: url },
      { type: "tool-call", callId: "c", name: "n", input: { image: url, raw: base64, list: [base64] } },
      { type: "tool-call", callId: "c", name: "n", inputText: `{"a": "${url}` },
      { type: "tool-result", callId: "c", output: url },
      { type: "tool-result", callId: "c", output: { type: "image", source: { type: "base64", data: "QUJD" } } },
      { type: "tool-result", callId: "c", content: [{ type: "text", text: base64 }] },
      { type: "citation", url, title: url, quote: url },
      { type: "source", url, title: url },
      { type: "error", code: url, message: url },
      { type: "data", name: "d", value: [url] },
      { type: "unknown", native: { url: url, b64_json: "QUJD" } }
    )
    assert.notInclude(text, base64.slice(0, 40))
    assert.notInclude(text, "QUJD")
    assert.include(text, "![x](data:image/png;base64 (300 bytes)) (base64, 300 bytes)\n")
    assert.include(text, "[file · data:image/png;base64 (300 bytes) · data:image/png;base64 (300 bytes)]")
    assert.include(text, '"data": "(base64, 3 bytes)"')
    assert.include(text, '  {"url":"data:image/png;base64 (300 bytes)","b64_json":"(base64, 3 bytes)"}')
  })

  it("describes every text without a visible character", () => {
    for (const blank of ["", " ", "\u200b\ufeff", "\r\n", "\u00a0\u3164", "\n".repeat(21)]) {
      const said = plain({
        parts: [
          { type: "text", text: blank },
          { type: "refusal", text: blank },
          { type: "file", text: blank, filename: "f" },
          { type: "tool-call", callId: "c", name: "n", input: blank },
          { type: "tool-call", callId: "c", name: "n", inputText: blank },
          { type: "tool-result", callId: "c", output: blank },
          { type: "tool-result", callId: "c", content: [{ type: "text", text: blank }] },
          { type: "citation", quote: blank },
          { type: "error", code: "e", message: blank },
          { type: "data", name: "d", value: blank },
          { type: "unknown", native: blank }
        ]
      })
      assert.strictEqual(said.match(/\((empty text|blank text .*|blank text, 21 characters)\)$/gm)?.length, 11, said)
    }
    assert.include(plain({ parts: [{ type: "reasoning", text: " \u200b" }] }), '[reasoning]\n  (blank text " \\u200b")')
  })

  it("says that a message is empty, and names what it does not show", () => {
    assert.include(plain({ parts: [] }), "(no content)")
    assert.include(
      plain({ metadata: { k: 1 }, residue: { present: { openaiPhase: "final" } } }),
      "Not shown: metadata.k, openaiPhase (see --format json)\n"
    )
  })

  it("names what it does not show of parts, and of parts in parts", () => {
    const text = { type: "text", text: "x" } as const
    assert.include(
      plain({
        parts: [
          text,
          { type: "reasoning", text: "x", residue: { present: { thoughtSignature: "s", "a\nb": 1 }, absent: ["/c"] } },
          {
            type: "tool-result",
            callId: "c",
            content: [text, { ...text, residue: { present: { cache_control: {} } } }]
          }
        ],
        residue: { present: { openaiPhase: "final" } }
      }),
      "Not shown: openaiPhase, parts.1.thoughtSignature, parts.1.a\\u000ab, parts.2.content.1.cache_control (see --format json)\n"
    )
  })

  it("does not name values that are null, or shown in another spelling", () => {
    const base64 = "QUJD"
    const call = { type: "tool-call", callId: "c", name: "n" } as const
    assert.notInclude(
      plain({
        ref: ref("factory:S1/4711"),
        createdAt: "2026-01-05T09:00:00Z" as never,
        metadata: { nothing: null },
        residue: {
          present: {
            a: null,
            b: { c: null, d: [null] },
            id: 4711,
            sessionId: "s1",
            created_at: "2026-01-05T10:00:00+01:00",
            updated: 1767603600
          }
        },
        parts: [
          {
            ...call,
            input: { a: 1 },
            residue: { present: { type: "tool_call", function: { arguments: '{ "a": 1 }' } } }
          },
          { ...call, input: { a: 1 }, residue: { present: { name: "n", function: { arguments: { a: 1 } } } } },
          { type: "tool-result", callId: "c", output: [1], residue: { present: { content: "[1]", isError: null } } },
          { type: "file", data: base64, residue: { present: { source: { data: `data:x/y;base64,${base64}` } } } },
          { type: "file", data: base64, residue: { present: { data: "QU\nJD" } } }
        ]
      }),
      "Not shown"
    )
  })

  it("names only the values of an object that are not shown", () => {
    assert.include(
      plain({
        createdAt: "2026-01-05T09:00:00Z" as never,
        parts: [
          {
            type: "tool-call",
            callId: "c",
            name: "n",
            input: { a: 1 },
            residue: {
              present: { function: { arguments: '{"a": 1}', strict: true, type: "x" }, other: { a: 1, b: 2 } }
            }
          },
          { type: "text", text: "x", residue: { present: { created_at: "2026-01-05T09:00:00Z", input: '{"a": 1}' } } }
        ],
        residue: { present: { createdAt: 0, time: "2026-01-05 10:00", id: "another", empty: {} } }
      }),
      "Not shown: createdAt, time, id, empty, parts.0.function.strict, parts.0.function.type, parts.0.other, parts.1.created_at, parts.1.input (see"
    )
  })

  it("says nothing about hidden fields if there are none", () => {
    assert.notInclude(plain({ metadata: {}, residue: { absent: ["/a"] } }), "Not shown")
  })

  it("escapes every field of a message for the terminal", () => {
    const evil = "\u001b]0;x\u0007\u009b2J\u202e\r"
    const text = plain({
      author: { id: evil, name: evil, kind: evil },
      parentId: evil,
      model: evil,
      finishReason: evil,
      tags: [evil],
      metadata: { [evil]: 1 },
      residue: { present: { [evil]: 1 } },
      parts: [
        { type: "text", text: evil, residue: { present: { [evil]: 1 } } },
        { type: "reasoning", text: evil, signedBy: evil },
        { type: "file", mediaType: evil, filename: evil, text: evil, url: evil, fileId: evil },
        { type: "tool-call", callId: evil, name: evil, input: { [evil]: evil } },
        { type: "tool-call", callId: evil, name: evil, input: evil },
        { type: "tool-result", callId: evil, output: evil },
        { type: "tool-result", callId: evil, content: [{ type: "text", text: evil }] },
        { type: "citation", sourceId: evil, url: evil, title: evil, quote: evil },
        { type: "source", sourceId: evil, mediaType: evil, filename: evil },
        { type: "error", code: evil, message: evil },
        { type: "data", name: evil, value: { [evil]: [evil] } },
        { type: "unknown", native: evil }
      ]
    })
    assert.notMatch(text, /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u)
    assert.include(text, "\\u001b]0;x\\u0007\\u009b2J\\u202e\\u000d")
  })

  it("escapes line breaks where one line is expected", () => {
    const lines = plain({ author: { name: "a\nb" }, model: "x\ny" }).split("\n")
    assert.strictEqual(lines[0], "assistant a\\u000ab  factory:s1/m1")
    assert.strictEqual(lines[1], "model     x\\u000ay")
  })

  it("uses colour only if the style has it", () => {
    assert.notInclude(plain({}), "\u001b")
    assert.isTrue(Pretty.message(message(), Style.colour).startsWith("\u001b[1massistant\u001b[22m"))
  })
})
