/** What no provider takes is refused before it is sent. */
import { assert, it } from "@effect/vitest"
import { Draft } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"

it.each(["", " ", "\n\t", "\u00a0"])("refuses the empty text %j", (text) => {
  const checked = Draft.check({ text }, "factory")
  assert.isTrue(Either.isLeft(checked))
  if (Either.isLeft(checked)) {
    assert.strictEqual(checked.left.message, "The draft cannot be posted to Factory: /text must not be empty")
    assert.strictEqual(checked.left.path, "/text")
  }
})

it("lets every other text through as it is", () => {
  const draft = { text: " hi\n", files: [{ type: "file", mediaType: "text/plain", text: "x" }] } as const
  assert.strictEqual(Either.getOrThrow(Draft.check(draft, "factory")), draft)
})

it("accepts canonical file parts, and nothing else, as its files", () => {
  const isDraft = Schema.is(Draft.Draft)
  assert.isTrue(isDraft({ text: "x", images: [{ type: "file", mediaType: "image/png", data: "iVBORw==" }] }))
  assert.isFalse(isDraft({ text: "x", images: [{ type: "text", text: "x" }] }))
  assert.isFalse(isDraft({ text: "x", files: [{ type: "file" }] }))
  assert.isFalse(isDraft({ parts: [] }))
})

it("refuses half a surrogate pair in any text, which providers accept but cannot process later", () => {
  const half = "a\ud83d"
  const file = { type: "file", mediaType: "text/plain", text: "x" } as const
  const pathOf = (draft: Draft.Draft) =>
    Either.match(Draft.check(draft, "factory"), {
      onLeft: ({ path, problem }) => `${path} ${problem}`,
      onRight: () => assert.fail("was taken")
    })
  for (const [draft, path] of [
    [{ text: half }, "/text"],
    [{ text: "\ude00 first" }, "/text"],
    [{ text: "x", images: [file, { ...file, mediaType: half }] }, "/images/1/mediaType"],
    [{ text: "x", files: [{ ...file, text: half }] }, "/files/0/text"],
    [{ text: "x", files: [{ ...file, filename: half }] }, "/files/0/filename"],
    [{ text: "x", files: [{ ...file, path: half }] }, "/files/0/path"],
    [{ text: "x", files: [{ ...file, extractedText: half }] }, "/files/0/extractedText"],
    [{ text: "x", files: [{ ...file, residue: { present: { "a/b": [half] } } }] }, "/files/0/residue/present/a~1b/0"],
    [{ text: "x", files: [{ ...file, residue: { present: { [half]: 1 } } }] }, "/files/0/residue/present"]
  ] as const)
    assert.strictEqual(pathOf(draft), `${path} has half a surrogate pair, which is not Unicode text`)
  assert.isTrue(Either.isRight(Draft.check({ text: "whole 😀 \u{e0100}" }, "factory")))
})
