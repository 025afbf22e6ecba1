/** Tests of reading Markdown: simple blocks and marks are read without the parser, and give the tree that the parser gives. */
import { assert, describe, it } from "@effect/vitest"
import * as fc from "effect/FastCheck"
import * as ProseReader from "../../src/document/prose/ProseReader.js"
import * as SimpleBlocks from "../../src/document/prose/SimpleBlocks.js"
import * as SimpleInline from "../../src/document/prose/SimpleInline.js"
import * as Visible from "../../src/document/Visible.js"
import * as Hostile from "./hostile.js"
import * as Lines from "./lines.js"

describe("ProseReader", () => {
  it("reads every text as the parser does", () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 3, arbitrary: Lines.text }, { weight: 1, arbitrary: Hostile.text }), (text) => {
        assert.deepStrictEqual(ProseReader.read(text), ProseReader.parsed(Visible.text(text)))
      }),
      { numRuns: 3000 }
    )
  })

  it("reads what most texts are made of without the parser", () => {
    const text = [
      "# A heading with `code`",
      "The **cache** is stale (see [the log](https://a.example/log)), so `npm ci` finds *an older* lock_file.\nTry again & wait.",
      "Steps:\n- Remove ~~all~~ the cache\n- [ ] Run it, “as before”",
      "Then:\n1. One\n2. Two\n## Next\n```ts\nconst a = [1] // <b>\n\n- no list\n```",
      "Über 42 % sind **schneller**: https://b.example/c."
    ].join("\n\n")
    const blocks = SimpleBlocks.read(text, {
      blocks: (text) => assert.fail(text),
      inline: (text, start, end) => SimpleInline.read(text, start, end) ?? assert.fail(text.slice(start, end))
    })
    assert.deepStrictEqual(
      blocks?.map(({ type }) => type),
      ["heading", "paragraph", "paragraph", "list", "paragraph", "list", "heading", "code", "paragraph"]
    )
    assert.deepStrictEqual(blocks, ProseReader.parsed(text))
  })
})
