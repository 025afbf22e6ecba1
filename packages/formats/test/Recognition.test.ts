/** How the format of a document is found, and how the elements of a file are. */
import { assert, describe, it } from "@effect/vitest"
import { Catalogue, Check, Conversion, DocumentText, Formats } from "@org/messages-formats"
import * as Either from "effect/Either"
import { weather } from "./weather.js"

const registry = Formats.of(Formats.standard)

describe("the format of a document", () => {
  for (const { name } of Formats.standard.filter(
    ({ isReadOnly, isWriteOnly, name }) => name !== "ndjson" && isReadOnly !== true && isWriteOnly !== true
  ))
    it(`is found if it is ${name}`, () => {
      const { value } = Either.getOrThrow(Formats.export(name, weather))
      assert.deepEqual(registry.recognize(Either.getOrThrow(DocumentText.of(value)).elements), [name])
    })

  it("is marked as write-only only where it is", () => {
    for (const { name } of Formats.standard.filter(({ isWriteOnly }) => isWriteOnly === true)) {
      const { value } = Either.getOrThrow(Formats.export(name, weather))
      // Lines of examples are recognized; the only object of a document is taken for a request with messages.
      const elements =
        typeof value === "string"
          ? [JSON.parse(value), JSON.parse(value)]
          : Either.getOrThrow(DocumentText.of(value)).elements
      assert.deepEqual(registry.recognize(elements), [name])
      const problem = (from?: string) =>
        Either.getOrThrow(Either.flip(Conversion.read(registry, elements, from))).problem
      assert.strictEqual(problem(), `looks like ${name}, which can only be written`)
      assert.strictEqual(problem(name), "can only be written")
    }
  })

  it("must be named where a document looks like several or like none", () => {
    const several = Either.getOrThrow(Either.flip(Conversion.read(registry, [{ role: "user", content: "Hi" }])))
    assert.include(several.problem, "could be any of anthropic, chat, responses, ai-sdk-model")
    const none = Either.getOrThrow(Either.flip(Conversion.read(registry, [{ roll: "user" }])))
    assert.include(none.problem, "looks like no known format")
    const unnamed = Either.getOrThrow(Either.flip(Conversion.read(registry, [{}], "smoke-signals")))
    assert.match(unnamed.problem, /cannot be read: the formats are canonical, .*codex$/)
    assert.notInclude(unnamed.problem, "mcp")
    assert.isTrue(Either.isLeft(Conversion.read(registry, [{}], "markdown")))
  })

  it("is refused if no element looks like the one that the caller names", () => {
    const chat = [{ role: "user", content: "Hi" }]
    const call = { role: "assistant", content: [{ type: "tool_use", id: "c1", name: "f", input: {} }] }
    const problems = "anthropic, chat, responses, or ai-sdk-model"
    for (const [elements, from, looks] of [
      [chat, "ai-sdk", problems],
      [chat, "otel", problems],
      [[call], "chat", "anthropic or mcp"],
      [[call], "ag-ui", "anthropic or mcp"],
      [[{ id: "m1", role: "user", parts: [{ type: "text", text: "Hi" }] }], "anthropic", "ai-sdk"]
    ] as const)
      assert.strictEqual(
        Either.getOrThrow(Either.flip(Conversion.read(registry, elements, from))).problem,
        `looks like ${looks}`
      )
    const error = Either.getOrThrow(Either.flip(Conversion.read(registry, [{ detail: "Not found" }], "chat")))
    assert.strictEqual(error.problem, "has no element with a role or content")
    const unlike = (elements: ReadonlyArray<unknown>, from: string) =>
      Either.getOrThrow(Check.of(registry, elements, from)).unlike
    assert.deepEqual([unlike([...chat, call], "chat"), unlike(chat, "chat"), unlike([], "chat")], [1, 0, 0])
    // An answer that has neither a text nor calls.
    assert.strictEqual(unlike([{ role: "assistant", content: null }], "chat"), 0)
    // An earlier version of the AI SDK wrote more keys.
    const earlier = { id: "m1", role: "user", content: "Hi", createdAt: "x", parts: [{ type: "text", text: "Hi" }] }
    assert.strictEqual(unlike([earlier], "ai-sdk"), 1)
  })
})

describe("a document of the named format", () => {
  it("is read although programs add keys, and with content of next year, or none", () => {
    for (const [from, element] of [
      ["chat", { id: "1", role: "user", content: "Hi" }],
      ["responses", { id: "1", role: "assistant", content: [{ type: "output_text", text: "x" }] }],
      ["anthropic", { role: "user", content: "Hi", name: "Bob" }],
      ["anthropic", { role: "assistant", content: [{ type: "of-next-year", x: 1 }] }],
      ["chat", { role: "assistant", content: null, reasoning: "hm" }],
      ["ai-sdk", { id: "1", role: "assistant", parts: [], createdAt: "2" }],
      ["effect", { content: [] }]
    ] as const)
      assert.isTrue(Either.isRight(Conversion.read(registry, [element], from)), from)
  })
})

describe("a canonical message", () => {
  const message = { version: 1, role: "user", parts: [] }
  const { version: _, ...unversioned } = message
  const problem = (element: unknown) => Either.getOrThrow(Either.flip(Formats.import("canonical", [element]))).message

  it("is refused in plain words", () => {
    for (const [element, says] of [
      [{ ...message, version: 2 }, "/0/version is not 1"],
      [unversioned, "/0/version is missing"],
      [{ ...message, role: "x" }, "/0/role is not one of user, assistant, system, developer, tool, participant"],
      [{ ...message, parts: "a" }, "/0/parts is not a list"],
      [{ version: 1, role: "user" }, "/0/parts is missing"],
      [{ ...message, parts: [1] }, "/0/parts/0 is not an object"],
      [{ ...message, parts: [{ type: "text" }] }, "/0/parts/0/text is missing"],
      [{ ...message, parts: [{ type: "text", text: 1 }] }, "/0/parts/0/text is not a string"],
      [{ ...message, parts: [{ type: "odd" }] }, "/0/parts/0/type is not one of text, refusal, reasoning, file,"],
      [{ ...message, createdAt: "x" }, "/0/createdAt is not a time in UTC such as 2026-01-05T10:00:00Z"],
      [{ ...message, author: 1 }, "/0/author is not an object"],
      [{ ...message, ref: "a" }, "/0/ref is not a ref such as honcho:bakery/orders/m1"],
      [3, "/0 is not an object"]
    ] as const)
      assert.include(problem(element), `This is not a document of the format canonical: ${says}`)
  })
})

describe("a session file", () => {
  const all = Formats.withProviders([
    {
      provider: "factory",
      drift: () => ["x"],
      fromMessage: () => ({}),
      toMessage: (native) => ({ version: 1, format: "factory", id: String(native["id"]), role: "user", parts: [] })
    }
  ])
  const text = { role: "user", content: [{ type: "text", text: "Hi" }] }
  const files = {
    "factory-session": [
      { type: "session_start", id: "s1", version: 2, cwd: "/work" },
      { type: "message", id: "m1", timestamp: "2026-01-15T10:30:00.000Z", parentId: null, message: text },
      { type: "a_type_of_next_year", n: 1 }
    ],
    "claude-code": [
      { type: "file-history-snapshot", messageId: "x", snapshot: {} },
      { type: "user", uuid: "u", sessionId: "s1", timestamp: "2026-01-15T10:30:00.000Z", message: text },
      { type: "queue-operation", operation: "enqueue", sessionId: "s1" }
    ],
    codex: [
      { timestamp: "2026-01-15T10:30:00.000Z", type: "session_meta", payload: { id: "s1" } },
      { timestamp: "2026-01-15T10:30:00.000Z", type: "response_item", payload: { type: "message", ...text } }
    ]
  }

  for (const [name, lines] of Object.entries(files))
    it(`is recognized with lines of unknown types and a torn one: ${name}`, () => {
      const whole = `${lines.map((line) => JSON.stringify(line)).join("\n")}\n{"type":"mess`
      for (const from of [undefined, name]) {
        const elements = Either.getOrThrow(DocumentText.read(whole, from)).elements
        const source = Either.getOrThrow(Conversion.read(all, elements, from))
        assert.deepEqual(
          [source.from, source.messages.length, source.others?.length, source.ignored],
          [name, 1, lines.length - 1, [`/${lines.length}`]]
        )
      }
    })

  it("keeps its other lines in the sidecar", () => {
    const source = Either.getOrThrow(Conversion.read(all, files["factory-session"]))
    assert.deepEqual(Conversion.countOthers(source), { session_start: 1, a_type_of_next_year: 1 })
    for (const to of ["anthropic", "atif", "effect"]) {
      const { residue, value } = Either.getOrThrow(Conversion.write(all, source.messages, to, "beside", source.others))
      const { elements } = Either.getOrThrow(DocumentText.of(value, to))
      const back = Either.getOrThrow(Conversion.read(all, elements, to, residue))
      assert.deepEqual([back.messages, back.others, back.ignored], [source.messages, source.others, []], to)
    }
  })

  it("is not what only begins like one", () => {
    assert.deepEqual(all.recognize([{ type: "message", role: "user", content: "Hi" }]), ["anthropic", "responses"])
    assert.isTrue(Either.isLeft(DocumentText.read('{"a":1}\n{"b":', "chat")))
  })
})

describe("the elements of a file", () => {
  const message = { role: "user", content: "Hi" }
  const read = (text: string) => Either.getOrThrow(DocumentText.read(text)).elements

  it("are those of a list, of one object, of lines, of a page or of a request", () => {
    const text = JSON.stringify(message)
    for (const document of [
      text,
      `[${text}]`,
      `\ufeff[${text}]`,
      `${text}\n\n`,
      `{"messages":[${text}],"hasMore":false}`,
      `{"items":[${text}],"total":1,"page":1}`,
      `{"data":[${text}],"next_cursor":null}`,
      `{"model":"m","input":[${text}]}`
    ])
      assert.deepEqual(read(document), [message], document)
    assert.deepEqual(read(`${text}\n${text}\r\n`), [message, message])
  })

  it("leave the rest of a request or a response, but nothing of a page", () => {
    const content = (document: object, format?: string) =>
      Either.getOrThrow(DocumentText.read(JSON.stringify(document), format))
    const said = { role: "assistant", content: "Hello" }
    const choice = { index: 0, finish_reason: "stop" }
    assert.deepEqual(content({ model: "m", system: "Be kind.", messages: [message] }), {
      elements: [message],
      rest: { model: "m", system: "Be kind." }
    })
    assert.deepEqual(content({ model: "m", instructions: "Be kind.", input: "Hi" }), {
      elements: [message],
      rest: { model: "m", instructions: "Be kind." }
    })
    assert.deepEqual(content({ object: "chat.completion", choices: [{ ...choice, message: said }] }), {
      elements: [said],
      rest: { object: "chat.completion", choices: [choice] }
    })
    assert.deepEqual(content({ input: "Hi" }, "chat"), { elements: [{ input: "Hi" }] })
    assert.deepEqual(content({ input: [message], output: [] }), { elements: [message], rest: { output: [] } })
    assert.deepEqual(content({ model: "m", input: "Hi", data: [] }), {
      elements: [message],
      rest: { model: "m", data: [] }
    })
    assert.deepEqual(content({ messages: [message], data: [{ x: 1 }] }), {
      elements: [message],
      rest: { data: [{ x: 1 }] }
    })
    assert.deepEqual(content({ messages: [], items: [] }), { elements: [], rest: { items: [] } })
    for (const other of [{ limit: "a text" }, { size: { a: 1 } }, { page: "a text" }])
      assert.deepEqual(content({ items: [message], ...other }), { elements: [message], rest: other })
    for (const page of [
      { items: [message], total: 1, page: 1, size: 50, pages: 1 },
      { data: [message], page_info: {} },
      { object: "list", data: [message], first_id: "a", last_id: "a", has_more: false }
    ])
      assert.deepEqual(content(page), { elements: [message] })
  })

  it("are refused where two lists could be meant", () => {
    const body = { model: "m", input: "Hi", output: [{ role: "assistant", content: "Hello" }] }
    for (const [text, names] of [
      [JSON.stringify(body), '"output" and "input"'],
      [JSON.stringify({ ...body, input: [message] }), '"input" and "output"'],
      [JSON.stringify({ messages: [message], input: [message] }), '"messages" and "input"']
    ] as const)
      assert.strictEqual(
        Either.getOrThrow(Either.flip(DocumentText.read(text))).problem,
        `has lists of messages in ${names}; leave only one of them in the document`
      )
  })

  it("are one object where a message has such a key itself", () => {
    const native = { role: "user", content: "x", data: [{}] }
    assert.deepEqual(read(JSON.stringify(native)), [native])
  })

  it("say which line is not JSON", () => {
    const problem = (text: string) => Either.getOrThrow(Either.flip(DocumentText.read(text))).problem
    assert.strictEqual(problem('{"a":1}\n{"b":'), "is not JSON in line 2")
    assert.strictEqual(problem("<html>"), "is neither JSON nor lines of JSON")
    assert.strictEqual(problem(" \n"), "is empty")
  })
})

describe("the catalogue", () => {
  it("has every standard format, its slot, and the documents for people", () => {
    assert.deepEqual(
      Catalogue.standard.map(({ name }) => name),
      [...registry.names.slice(0, -2), "factory-session", ...registry.names.slice(-2), "markdown", "html"]
    )
    const whole = Formats.withProviders([
      {
        provider: "factory",
        drift: () => [],
        fromMessage: () => ({}),
        toMessage: () => ({ version: 1, role: "user", parts: [] })
      }
    ])
    for (const { in: isRead, name, out, slot } of Catalogue.standard) {
      const { isReadOnly, isWriteOnly } = whole.get(name) ?? { isReadOnly: undefined, isWriteOnly: true }
      assert.strictEqual(isRead, isWriteOnly !== true, name)
      assert.strictEqual(out, isReadOnly !== true, name)
      const hasSlot = registry.get(name)?.hasSlot === true && name !== "canonical" && name !== "ndjson"
      assert.strictEqual(slot !== undefined, hasSlot, name)
    }
  })
})
