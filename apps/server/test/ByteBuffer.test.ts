/** The growing buffer: its content and its memory. */
import { assert, describe, it } from "@effect/vitest"
import * as fc from "effect/FastCheck"
import * as ByteBuffer from "../src/request/ByteBuffer.js"

describe("a byte buffer", () => {
  it("gives the bytes of all chunks in order", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 3_000 })), (chunks) => {
        const all = Buffer.concat(chunks)
        const buffer = ByteBuffer.make(all.length)
        for (const chunk of chunks) buffer.append(chunk)
        assert.isTrue(all.equals(buffer.take()))
      })
    )
  })

  it("needs at most two and a half times the bytes while it grows, for any announced length and any size of chunks", () => {
    const size = 300_000
    const buffer = ByteBuffer.make(2 ** 30)
    /** Node allocates small buffers from a shared one of this size. */
    const pool = 8_192
    let excess = 0
    for (let length = 1; length <= size; length++) {
      buffer.append(Uint8Array.of(length))
      excess = Math.max(excess, buffer.take().buffer.byteLength / Math.max(pool / 1.5, length))
    }
    // While the new buffer is filled, the old one, two thirds as large, still exists.
    assert.isAtMost(excess, 1.5)
    assert.lengthOf(buffer.take(), size)
  })
})
