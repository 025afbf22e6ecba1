/** Documents that are written while messages come are those that are written at once. */
import { assert, describe, it } from "@effect/vitest"
import { Conversion, DocumentWriter, Formats } from "@org/messages-formats"
import * as Either from "effect/Either"
import { weather } from "./weather.js"

/** A provider whose form keeps roles and texts alone. */
const registry = Formats.withProviders([
  {
    provider: "plain",
    drift: () => [],
    fromMessage: ({ parts, role }) => ({
      role,
      text: parts.flatMap((part) => (part.type === "text" ? part.text : []))
    }),
    toMessage: () => ({ version: 1, role: "user", parts: [] })
  }
])
const writable = [...registry.names.filter((name) => registry.get(name)?.isReadOnly !== true), "markdown", "html"]

const written = (to: string, isReported: boolean) => {
  const { add, end } = DocumentWriter.make(registry, to, { isReported })
  const texts = weather.map((message) => add([message]))
  const { text, ...rest } = Either.getOrThrow(end())
  return { ...rest, pieces: texts, text: texts.join("") + text }
}

describe("DocumentWriter", () => {
  for (const to of writable)
    it(`writes the same document and the same report message by message: ${to}`, () => {
      const { report, value } = Either.getOrThrow(Conversion.write(registry, weather, to))
      const { counts, report: whole, text } = written(to, true)
      assert.strictEqual(text, DocumentWriter.textOf(value))
      const sorted = (paths: ReadonlyArray<string> = []) => [...paths].sort()
      for (const kind of ["changed", "dropped", "added", "synthetic"] as const) {
        assert.deepEqual(sorted(whole?.[kind]), sorted(report?.[kind]), kind)
        assert.strictEqual(counts?.[kind], report?.[kind].length)
      }
      assert.strictEqual(whole?.kept, report?.kept)
      assert.isUndefined(written(to, false).pieces.length === 0 ? report : undefined)
    })

  it("collects nothing where the format is written message by message", () => {
    for (const to of writable) {
      const { pieces } = written(to, false)
      assert.strictEqual(
        pieces.every((piece) => piece !== ""),
        DocumentWriter.isFlat(registry, to),
        to
      )
    }
    assert.deepEqual(
      writable.filter((to) => DocumentWriter.isFlat(registry, to)),
      ["canonical", "ndjson", "plain", "markdown", "html"]
    )
  })

  it("writes an empty conversation too", () => {
    for (const to of ["canonical", "ndjson", "plain", "markdown", "html", "chat"]) {
      const { value } = Either.getOrThrow(Conversion.write(registry, [], to))
      const end = Either.getOrThrow(DocumentWriter.make(registry, to).end())
      assert.strictEqual(end.text, DocumentWriter.textOf(value), to)
    }
    assert.isTrue(Either.isLeft(DocumentWriter.make(registry, "ai-sdk").end()))
  })
})
