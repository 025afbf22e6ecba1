/** Tests of keeping a text inside its message in parts: the result is that of the whole text. */
import { assert, it } from "@effect/vitest"
import * as fc from "effect/FastCheck"
import * as ContainedText from "../../src/document/markdown/ContainedText.js"
import * as MarkdownText from "../../src/document/markdown/MarkdownText.js"
import * as Visible from "../../src/document/Visible.js"
import * as Hostile from "./hostile.js"
import * as Lines from "./lines.js"

it("contains every text as the parser does", () => {
  fc.assert(
    fc.property(fc.oneof(Lines.text, Hostile.text), (text) => {
      const visible = Visible.text(text)
      assert.strictEqual(ContainedText.of(text), ContainedText.parsed(visible) ?? MarkdownText.fence(visible, "text"))
    }),
    { numRuns: 3000 }
  )
})
