/** The lean states give the tokens that the package's own states give. */
import { assert, it } from "@effect/vitest"
import * as fc from "effect/FastCheck"
import MarkdownIt from "markdown-it"
import { LeanBlock, LeanInline } from "../../src/document/prose/LeanStates.js"
import * as Hostile from "./hostile.js"

const usual = new MarkdownIt("default", { html: false })
const lean = new MarkdownIt("default", { html: false })
lean.block.State = LeanBlock
lean.inline.State = LeanInline

it("gives the same tokens for hostile texts, and the same page", () => {
  fc.assert(
    fc.property(Hostile.text, (text) => {
      assert.deepEqual(
        JSON.parse(JSON.stringify(lean.parse(text, {}))),
        JSON.parse(JSON.stringify(usual.parse(text, {})))
      )
      assert.strictEqual(lean.render(text), usual.render(text))
    }),
    { numRuns: 300 }
  )
})
