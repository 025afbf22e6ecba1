/** Tests how bodies are stored. */
import { assert, describe, it } from "@effect/vitest"
import type { Message } from "@org/messages-core"
import * as Either from "effect/Either"
import { hash } from "node:crypto"
import { deflateRawSync } from "node:zlib"
import * as BodyDictionary from "../../src/content/BodyDictionary.js"
import * as StoredMessage from "../../src/content/StoredMessage.js"

const message = (text: string): Message.Message => ({ version: 1, role: "user", parts: [{ type: "text", text }] })

describe("a stored body", () => {
  for (const text of ["", "Is there room for one more?", "一二三".repeat(100), "a".repeat(100_000)])
    it(`is the message again: ${text.slice(0, 30)}`, () => {
      const { body, encoding } = StoredMessage.of(message(text))
      assert.deepStrictEqual(StoredMessage.read(encoding, body), Either.right(message(text)))
    })

  it("is small, because the dictionary has what most messages contain", () =>
    assert.isAtMost(StoredMessage.of(message("Is there room for one more?")).body.length, 45))

  it("of an earlier version is read too", () => {
    const bytes = Buffer.from(JSON.stringify(message("hi")))
    assert.deepStrictEqual(StoredMessage.read(0, bytes), Either.right(message("hi")))
    assert.deepStrictEqual(StoredMessage.read(1, deflateRawSync(bytes)), Either.right(message("hi")))
  })

  it("can always be read, because the dictionary never changes", () =>
    assert.strictEqual(
      hash("sha256", BodyDictionary.bytes),
      "cc5499de8ecf6b2edba4c71f460e6f5a05dabb616687d3d11274bd56a96420c3"
    ))
})
