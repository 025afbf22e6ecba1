/** A buffer of chunks: the same bytes as their concatenation, within the limit, in bounded memory. */
import { assert, describe, it } from "@effect/vitest"
import * as fc from "effect/FastCheck"
import { memoryUsage } from "node:process"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { ByteBuffer } from "../../src/bytes/ByteBuffer.js"

const filled = (chunks: ReadonlyArray<Uint8Array>, maximumBytes: number) => {
  const buffer = new ByteBuffer(maximumBytes)
  return { buffer, appended: chunks.map((chunk) => buffer.append(chunk)) }
}

const total = (chunks: ReadonlyArray<Uint8Array>) => chunks.reduce((sum, { byteLength }) => sum + byteLength, 0)

setFlagsFromString("--expose-gc")
const collect: () => void = runInNewContext("gc")

/** The memory of all buffers that are still in use. V8 frees the others in the background; the next collection waits for that. */
const arrayBuffers = () => {
  collect()
  collect()
  return memoryUsage().arrayBuffers
}

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

  it("holds at most three times its bytes, also of chunks that are small parts of large buffers", () => {
    const count = 2_000
    const before = arrayBuffers()
    const buffer = new ByteBuffer(2 ** 30)
    for (let index = 0; index < count; index++) buffer.append(new Uint8Array(65_536).subarray(0, 2_048))
    assert.strictEqual(buffer.bytes().byteLength, count * 2_048)
    assert.isAtMost(arrayBuffers() - before, 3 * buffer.size)
  })

  for (const length of [1, 7, 1_023, 1_024, 40_000])
    it(`holds at most three times its bytes while it takes chunks of ${length}`, () => {
      const before = arrayBuffers()
      const buffer = new ByteBuffer(2 ** 30)
      while (buffer.size < 2 ** 22) buffer.append(new Uint8Array(length))
      assert.strictEqual(buffer.bytes().byteLength, buffer.size)
      assert.isAtMost(arrayBuffers() - before, 3 * buffer.size)
    })

  it("keeps chunks that share one buffer, and does not copy them", () => {
    const whole = new Uint8Array(65_536)
    const { buffer } = filled(
      [0, 1, 2, 3].map((index) => whole.subarray(index * 16_384, (index + 1) * 16_384)),
      2 ** 30
    )
    whole.fill(7)
    assert.isTrue(buffer.bytes().every((byte) => byte === 7))
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
