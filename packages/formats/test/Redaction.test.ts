/** What is redacted, what is left alone, and what is counted. */
import { assert, describe, it } from "@effect/vitest"
import { Message, MessageRef } from "@org/messages-core"
import { Redaction, RedactionRules } from "@org/messages-formats"
import * as Either from "effect/Either"
import { weather } from "./weather.js"

const of = (fields: Partial<Message.Message>, rules = RedactionRules.standard) => {
  const redacted = Redaction.of([{ version: 1, role: "user", parts: [], ...fields }], rules)
  return { ...redacted, message: redacted.messages[0], counts: Object.fromEntries(redacted.counts) }
}

const text = (text: string, rules = RedactionRules.standard) => {
  const [part] = of({ parts: [{ type: "text", text }] }, rules).message?.parts ?? []
  return part?.type === "text" ? part.text : undefined
}

describe("the default rules", () => {
  // Made at run time, so that no scanner takes them for real ones.
  const letters = "abcdefghijklmnopqrstuvwxyz0123456789".repeat(2)
  for (const [what, secret, name] of [
    ["a key of OpenAI", `sk-proj-${letters}`, "API key"],
    ["a key of Anthropic", `sk-ant-${letters}`, "API key"],
    ["a key of Factory", `fk-${letters}`, "API key"],
    ["a key of AWS", `AKIA${letters.toUpperCase().slice(0, 16)}`, "API key"],
    ["a token of GitHub", `ghp_${letters.slice(0, 36)}`, "token"],
    ["a token of Slack", `xoxb-${letters.slice(0, 20)}`, "token"],
    ["a JSON Web Token", `eyJ${letters.slice(0, 20)}.${letters.slice(0, 20)}.${letters.slice(0, 20)}`, "token"],
    ["an e-mail address", "ada.lovelace+list@mail.example.co.uk", "e-mail address"]
  ] as const)
    it(`find ${what}`, () => {
      assert.strictEqual(text(`Use ${secret}, please.`), `Use [redacted: ${name}], please.`)
      assert.strictEqual(text(`{"x":"${secret}"}`), `{"x":"[redacted: ${name}]"}`)
    })

  it("find secrets by what stands before them", () => {
    assert.strictEqual(text("Authorization: Bearer abcdefgh12345678"), "Authorization: Bearer [redacted: token]")
    assert.strictEqual(text("password = hunter2hunter2"), "password = [redacted: secret]")
    assert.strictEqual(text("postgres://app:hunter2@db/x"), "postgres://[redacted: credentials of a URL]@db/x")
    const key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"
    assert.strictEqual(text(`a ${key} b`), "a [redacted: private key] b")
  })

  it("leave ordinary texts alone", () => {
    for (const plain of [
      "Skip the sk-learn tests",
      "npm run build @ 10:30",
      "eyJ is how such a token begins",
      "a@b",
      ""
    ])
      assert.strictEqual(text(plain), plain)
    const { counts, dropped, messages } = Redaction.of(weather, RedactionRules.standard)
    assert.deepEqual([messages, [...counts], dropped], [weather, [], []])
  })
})

describe("Redaction.of", () => {
  const mail = "ada@example.com"

  it("goes through every text of a message, and counts what it found", () => {
    const { counts, message } = of({
      id: mail,
      conversation: { id: mail },
      author: { id: mail, name: mail },
      metadata: { [mail]: [mail, { deep: mail }] },
      tags: [mail],
      parts: [
        { type: "tool-call", callId: "c1", name: "send", input: { to: mail } },
        { type: "tool-result", callId: "c1", output: [mail], content: [{ type: "text", text: mail }] },
        { type: "file", url: `https://example.org/?q=${mail}`, filename: mail },
        { type: "unknown", native: { [mail]: mail } }
      ]
    })
    assert.notInclude(JSON.stringify(message), mail)
    assert.isTrue(Message.isMessage(message))
    assert.deepEqual(counts, { "e-mail address": 15 })
  })

  it("never alters a signature: it stays, or goes with the text that it signs", () => {
    const reasoning = { type: "reasoning", signature: `sk-ant-${"a".repeat(30)}`, encrypted: mail } as const
    const same = of({ parts: [{ ...reasoning, text: "fine" }] })
    assert.deepEqual(same.message?.parts, [{ ...reasoning, text: "fine" }])
    const changed = of({ parts: [{ ...reasoning, text: mail }] })
    assert.deepEqual(changed.message?.parts, [{ type: "reasoning", text: "[redacted: e-mail address]" }])
    assert.deepEqual(changed.dropped, ["/0/parts/0/signature", "/0/parts/0/encrypted"])
  })

  it("leaves bytes alone, and the native form of signatures", () => {
    const data = `AKIA${"A".repeat(16)}`
    const { message } = of({
      parts: [
        { type: "file", mediaType: "image/png", data },
        { type: "file", url: `data:image/png;base64,${data}` },
        { type: "unknown", native: { thoughtSignature: data } }
      ]
    })
    assert.strictEqual(JSON.stringify(message).split(data).length, 4)
  })

  it("leaves out a ref that holds what a rule finds, also percent-encoded", () => {
    const ref = MessageRef.MessageRef.make(`honcho:w/${encodeURIComponent(mail)}/m`)
    const { dropped, message } = of({ ref })
    assert.deepEqual([message?.ref, dropped], [undefined, ["/0/ref"]])
  })

  it("redacts residue, and leaves it out where its places hold what a rule finds", () => {
    const { message } = of({ format: "honcho", residue: { present: { note: mail } } })
    assert.deepEqual(message?.residue, { present: { note: "[redacted: e-mail address]" } })
    const placed = of({ format: "honcho", residue: { absent: [`/metadata/${mail}`] } })
    assert.deepEqual([placed.message?.residue, placed.dropped], [undefined, ["/0/residue"]])
  })

  it("keeps two keys apart that would become one", () => {
    const { message } = of({ metadata: { "a@example.com": 1, "b@example.com": 2 } })
    assert.deepEqual(message?.metadata, { "[redacted: e-mail address]": 1, "[redacted: e-mail address] 2": 2 })
  })
})

describe("rules of a file", () => {
  it("are names and patterns, applied in their order", () => {
    const rules = Either.getOrThrow(RedactionRules.read([{ name: "customer", pattern: "C-[0-9]{3}" }]))
    assert.strictEqual(text("C-123 and C-45", rules), "[redacted: customer] and C-45")
  })

  it("are refused with a reason", () => {
    for (const value of [{}, [{ name: "x" }], [{ name: "x", pattern: "(" }], [{ name: "x", pattern: "a", flags: "g" }]])
      assert.match(Either.getOrThrow(Either.flip(RedactionRules.read(value))), /\w{3}/)
  })
})
