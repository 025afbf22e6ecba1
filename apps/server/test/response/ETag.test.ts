/** Entity tags. */
import { assert, describe, it } from "@effect/vitest"
import * as ETag from "../../src/response/ETag.js"

describe("ETag", () => {
  it("matches any tag of a list by weak comparison", () => {
    const matching = ['"a"', 'W/"a"', '"b", "a"', '"b",W/"a"', "*", " * ", '"x,y", "a"']
    for (const sent of matching) assert.isTrue(ETag.matches(sent, '"a"'), sent)
    const other = [undefined, "", '"b"', "a", '"A"', '"a', '"b*"', '"ba"']
    for (const sent of other) assert.isFalse(ETag.matches(sent, '"a"'), String(sent))
  })

  it("differs for other bytes", () => {
    assert.strictEqual(ETag.of(Buffer.from("a")), ETag.of(Buffer.from("a")))
    assert.notStrictEqual(ETag.of(Buffer.from("a")), ETag.of(Buffer.from("b")))
    assert.match(ETag.of(Buffer.from("a")), /^"[\w-]{43}"$/)
  })
})
