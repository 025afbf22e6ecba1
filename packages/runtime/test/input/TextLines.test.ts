/** Bytes split into lines, however they are cut into pieces. */
import { assert, describe, it } from "@effect/vitest"
import { TextLines } from "@org/messages-runtime"
import * as fc from "effect/FastCheck"

async function* pieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const linesOf = async (chunks: AsyncIterable<Uint8Array>): Promise<ReadonlyArray<string>> => {
  const lines: Array<string> = []
  for await (const some of TextLines.of(chunks)) lines.push(...some)
  return lines
}

describe("TextLines.of", () => {
  it("gives the lines of a text, wherever it is cut", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("a", "\n", "\r", "\ufeff", "\u2028", "é", "🙂"), { maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        async (parts, size) => {
          const text = parts.join("")
          assert.deepEqual(await linesOf(pieces(new TextEncoder().encode(text), size)), text.split("\n"))
        }
      )
    ))

  it("refuses what is no UTF-8, also at the end", async () => {
    for (const bytes of [
      [0x61, 0xff],
      [0x61, 0xc3]
    ]) {
      const failure = await linesOf(pieces(Uint8Array.from(bytes), 1)).catch((cause: unknown) => cause)
      assert.instanceOf(failure, TextLines.NoLines)
    }
  })
})
