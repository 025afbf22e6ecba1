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

it("takes canonical file parts, and nothing else, as its files", () => {
  const isDraft = Schema.is(Draft.Draft)
  assert.isTrue(isDraft({ text: "x", images: [{ type: "file", mediaType: "image/png", data: "iVBORw==" }] }))
  assert.isFalse(isDraft({ text: "x", images: [{ type: "text", text: "x" }] }))
  assert.isFalse(isDraft({ text: "x", files: [{ type: "file" }] }))
  assert.isFalse(isDraft({ images: [] }))
})
