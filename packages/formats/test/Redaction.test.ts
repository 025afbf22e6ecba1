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

  it("find a secret by the words before it", () => {
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
        { type: "unknown", native: { thoughtSignature: data, url: `data:text/plain;charset=utf-8;base64,${data}` } }
      ],
      format: "openai-responses",
      residue: { present: { encrypted_content: data } }
    })
    assert.strictEqual(JSON.stringify(message).split(data).length, 6)
  })

  it("redacts under every key of tools and metadata, also if its name is that of a signature", () => {
    const secret = { signature: mail, redacted_data: `sk-ant-${"a".repeat(30)}`, encrypted: { to: [mail] } }
    const { message } = of({
      metadata: secret,
      parts: [
        { type: "tool-call", callId: "c1", name: "send", input: secret },
        { type: "tool-result", callId: "c1", output: secret },
        { type: "data", name: "d", value: secret }
      ]
    })
    assert.notMatch(JSON.stringify(message), /ada@|sk-ant/)
  })

  it("takes nothing but one word of base64 for a signature in a native form", () => {
    const native = { signature: mail, email_signature: `Yours, ${mail}`, encrypted: { to: [mail] } }
    const { counts, message } = of({ format: "x", parts: [{ type: "unknown", native }], residue: { present: native } })
    assert.notInclude(JSON.stringify(message), mail)
    assert.deepEqual(counts, { "e-mail address": 6 })
  })

  it("redacts data URLs that are not base64, and what precedes the bytes of the others", () => {
    for (const url of [
      `data:text/plain,${mail}`,
      `data:text/plain;name=${mail};base64,QUJD`,
      `data:${mail};base64,QUJD`
    ]) {
      const { message } = of({ metadata: { url }, parts: [{ type: "file", url }] })
      assert.notInclude(JSON.stringify(message), mail)
      assert.strictEqual(JSON.stringify(message).split("[redacted: e-mail address]").length, 3)
    }
  })

  it("leaves out a ref that holds what a rule finds, also percent-encoded", () => {
    const ref = MessageRef.MessageRef.make(`honcho:w/${encodeURIComponent(mail)}/m`)
    const { dropped, message } = of({ ref })
    assert.deepEqual([message?.ref, dropped], [undefined, ["/0/ref"]])
    const rules = Either.getOrThrow(RedactionRules.read([{ name: "whole", pattern: `^${mail}$` }]))
    assert.isUndefined(of({ ref }, rules).message?.ref)
  })

  it("redacts residue, and leaves it out where its places hold what a rule finds", () => {
    const { message } = of({ format: "honcho", residue: { present: { note: mail } } })
    assert.deepEqual(message?.residue, { present: { note: "[redacted: e-mail address]" } })
    const placed = of({ format: "honcho", residue: { absent: [`/metadata/${mail}`] } })
    assert.deepEqual([placed.message?.residue, placed.dropped], [undefined, ["/0/residue"]])
  })

  it("redacts the edits in residue, at any depth", () => {
    const residue = (note: string) => ({
      items: {
        "/content": {
          length: 3,
          edits: {
            0: { is: note },
            1: { is: { [note]: [note] } },
            2: { from: 1, residue: { items: { "": { edits: { 0: { residue: { present: { note } } } } } } } }
          }
        }
      }
    })
    for (const [name, pattern, found] of [
      ["whole", "^secret$", "secret"],
      ["lines", "one\\ntwo", "one\ntwo"],
      ["quote", 'say "yes"', 'say "yes"'],
      ["backslash", "a\\\\b", "a\\b"]
    ] as const) {
      const rules = Either.getOrThrow(RedactionRules.read([{ name, pattern }]))
      const { counts, dropped, message } = of({ format: "anthropic", residue: residue(found) }, rules)
      assert.deepEqual([message?.residue, counts, dropped], [residue(`[redacted: ${name}]`), { [name]: 4 }, []])
    }
  })

  it("looks at every key of a place by itself, without its escapes", () => {
    const rules = Either.getOrThrow(RedactionRules.read([{ name: "whole", pattern: "^a/b$" }]))
    const deep = { items: { "/content": { edits: { 0: { residue: { absent: ["/x/a~1b"] } } } } } }
    for (const residue of [{ absent: ["/x/a~1b"] }, { items: { "/a~1b": { length: 0 } } }, deep]) {
      const { counts, dropped, message } = of({ format: "anthropic", residue }, rules)
      assert.deepEqual([message?.residue, counts, dropped], [undefined, {}, ["/0/residue"]])
    }
    const part = of({ format: "x", parts: [{ type: "text", text: "x", at: "/metadata/a~1b" }] }, rules)
    assert.deepEqual([part.message?.parts, part.dropped], [[{ type: "text", text: "x" }], ["/0/parts/0/at"]])
  })

  it("redacts objects of a document that are not messages, and counts them with the messages", () => {
    const reader = Redaction.reader(RedactionRules.standard)
    const [other] = [reader.other({ type: "session_start", title: mail, todos: [{ [mail]: mail }] })]
    assert.notInclude(JSON.stringify(other), mail)
    reader.next({ version: 1, role: "user", parts: [{ type: "text", text: mail }] })
    assert.deepEqual([...reader.counts], [["e-mail address", 4]])
  })

  it("keeps two keys apart that would become one", () => {
    const { message } = of({ metadata: { "a@example.com": 1, "b@example.com": 2 } })
    assert.deepEqual(message?.metadata, { "[redacted: e-mail address]": 1, "[redacted: e-mail address] 2": 2 })
  })
})

describe("rules of a file", () => {
  const good = { name: "customer", pattern: "C-[0-9]{3}" }
  const reason = (value: unknown) => Either.getOrThrow(Either.flip(RedactionRules.read(value)))

  it("are names and patterns, applied in their order", () => {
    const rules = Either.getOrThrow(RedactionRules.read([{ name: "customer", pattern: "C-[0-9]{3}" }]))
    assert.strictEqual(text("C-123 and C-45", rules), "[redacted: customer] and C-45")
  })

  it("are refused with a reason", () => {
    for (const value of [{}, [{ name: "x" }], [{ name: "x", pattern: "(" }], [{ name: "x", pattern: "a", flags: "g" }]])
      assert.match(reason(value), /\w{3}/)
  })

  it("are refused if they could not work", () => {
    assert.strictEqual(reason([]), "has no rules")
    assert.strictEqual(reason([good, { ...good, pattern: "" }]), "has an empty pattern at /1/pattern")
    for (const name of ["", " ", "\u200b"])
      assert.strictEqual(reason([{ ...good, name }]), "has a name without a visible character at /0/name")
    for (const name of ["a\nb", "a\u0000", "\u001b[1m", "a\u2028b", "\u0085a"])
      assert.strictEqual(reason([good, good, { ...good, name }]), "has a name with a control character at /2/name")
  })

  it("leave places alone in which they find only the empty text", () => {
    const rules = Either.getOrThrow(RedactionRules.read([{ name: "many", pattern: "z*" }]))
    const residue = { absent: ["/a"] }
    const { dropped, message } = of(
      { format: "honcho", ref: MessageRef.MessageRef.make("honcho:w/s/m"), residue },
      rules
    )
    assert.deepEqual([message?.ref, message?.residue, dropped], ["honcho:w/s/m", residue, []])
  })
})
