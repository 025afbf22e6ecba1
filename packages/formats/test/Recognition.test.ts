/** How the format of a document is found, and how the elements of a file are. */
import { assert, describe, it } from "@effect/vitest"
import { Catalogue, Conversion, DocumentText, Formats } from "@org/messages-formats"
import * as Either from "effect/Either"
import { weather } from "./weather.js"

const registry = Formats.of(Formats.standard)

describe("the format of a document", () => {
  for (const { name } of Formats.standard.filter(({ isReadOnly, name }) => name !== "ndjson" && isReadOnly !== true))
    it(`is found if it is ${name}`, () => {
      const { value } = Either.getOrThrow(Formats.export(name, weather))
      assert.deepEqual(registry.recognize(DocumentText.elements(value)), [name])
    })

  it("must be named where a document looks like several or like none", () => {
    const several = Either.getOrThrow(Either.flip(Conversion.read(registry, [{ role: "user", content: "Hi" }])))
    assert.include(several.problem, "may be of anthropic, chat, responses, ai-sdk-model")
    const none = Either.getOrThrow(Either.flip(Conversion.read(registry, [{ roll: "user" }])))
    assert.include(none.problem, "looks like none")
    assert.isTrue(Either.isLeft(Conversion.read(registry, [{}], "markdown")))
  })
})

describe("the elements of a file", () => {
  const message = { role: "user", content: "Hi" }
  const read = (text: string) => Either.getOrThrow(DocumentText.read(text))

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

  it("are one object where a message has such a key itself", () => {
    const native = { role: "user", content: "x", data: [{}] }
    assert.deepEqual(read(JSON.stringify(native)), [native])
  })

  it("say which line is none", () => {
    const problem = (text: string) => Either.getOrThrow(Either.flip(DocumentText.read(text))).problem
    assert.strictEqual(problem('{"a":1}\n{"b":'), "has no JSON in line 2")
    assert.strictEqual(problem("<html>"), "is neither JSON nor JSON in lines")
    assert.strictEqual(problem(" \n"), "is empty")
  })
})

describe("the catalogue", () => {
  it("has every standard format, its slot, and the documents for people", () => {
    assert.deepEqual(
      Catalogue.standard.map(({ name }) => name),
      [...registry.names, "markdown", "html"]
    )
    for (const { name, slot } of Catalogue.standard) {
      const hasSlot = registry.get(name)?.hasSlot === true && name !== "canonical" && name !== "ndjson"
      assert.strictEqual(slot !== undefined, hasSlot, name)
    }
  })
})
