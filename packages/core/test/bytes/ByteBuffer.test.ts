/** A buffer of chunks: the same bytes as their concatenation, within the limit, in bounded memory. */
import { assert, describe, it } from "@effect/vitest"
import * as fc from "effect/FastCheck"
import { ByteBuffer } from "../../src/bytes/ByteBuffer.js"

const filled = (chunks: ReadonlyArray<Uint8Array>, maximumBytes: number) => {
  const buffer = new ByteBuffer(maximumBytes)
  return { buffer, appended: chunks.map((chunk) => buffer.append(chunk)) }
}

const total = (chunks: ReadonlyArray<Uint8Array>) => chunks.reduce((sum, { byteLength }) => sum + byteLength, 0)

describe("ByteBuffer", () => {
  it("begins empty", () => assert.strictEqual(new ByteBuffer(10).bytes().length, 0))

  it("holds the concatenation of all chunks, large and small, and no byte more", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 3_000, size: "max" }), { maxLength: 60 }), (chunks) => {
        const { appended, buffer } = filled(chunks, 1_000_000)
        assert.deepStrictEqual(
          [...buffer.bytes()],
          chunks.flatMap((chunk) => [...chunk])
        )
        assert.isTrue(appended.every((isAppended) => isAppended))
        assert.strictEqual(buffer.size, total(chunks))
        assert.strictEqual(buffer.bytes().buffer.byteLength, buffer.size)
      })
    )
  })

  it("does not copy the first chunk", () => {
    const chunk = Uint8Array.of(1, 2)
    assert.strictEqual(filled([chunk], 2).buffer.bytes().buffer, chunk.buffer)
  })

  it("never changes what it was given, nor what it gave", () => {
    const first = Uint8Array.of(1, 2, 3)
    const { buffer } = filled([first], 10)
    const given = buffer.bytes()
    buffer.append(Uint8Array.of(4))
    buffer.append(Uint8Array.of(5))
    assert.deepStrictEqual(
      [[...first], [...given], [...buffer.bytes()]],
      [
        [1, 2, 3],
        [1, 2, 3],
        [1, 2, 3, 4, 5]
      ]
    )
  })

  it("copies small chunks, so that they need not be kept", () => {
    const chunk = Uint8Array.of(7)
    const { buffer } = filled([Uint8Array.of(1), chunk, chunk], 10)
    chunk[0] = 8
    assert.deepStrictEqual([...buffer.bytes()], [1, 7, 7])
  })

  it("takes as many bytes as the limit, and nothing of a chunk that passes it", () => {
    const { appended, buffer } = filled(
      [Uint8Array.of(1), Uint8Array.of(2, 3, 4), Uint8Array.of(5), Uint8Array.of(6)],
      3
    )
    assert.deepStrictEqual(appended, [true, false, true, true])
    assert.deepStrictEqual([...buffer.bytes()], [1, 5, 6])
  })
})
