/** The header Idempotency-Key: accepted and refused values. */
import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import { MalformedKey } from "../src/IdempotencyError.js"
import * as IdempotencyKey from "../src/IdempotencyKey.js"

describe("Idempotency-Key", () => {
  it("is a string of structured fields, or the same without quotes", () => {
    const keys = [
      ['"8e03978e-40d5"', "8e03978e-40d5"],
      ["8e03978e-40d5", "8e03978e-40d5"],
      ['  "a"  ', "a"],
      ['"a,b;c"', "a,b;c"],
      [String.raw`"a\"b\\c"`, String.raw`a"b\c`],
      ["a:b/c=d+e", "a:b/c=d+e"],
      ["x".repeat(255), "x".repeat(255)],
      [`"${"x".repeat(255)}"`, "x".repeat(255)]
    ] as const
    for (const [sent, key] of keys) assert.deepStrictEqual(IdempotencyKey.parse(sent), Either.right(key), sent)
  })

  it("is absent if the header is absent", () => {
    assert.deepStrictEqual(IdempotencyKey.parse(undefined), Either.right(undefined))
  })

  it("is refused when it is empty, too long, sent twice, or has other characters", () => {
    const bad = [
      "",
      " ",
      '""',
      '" "',
      '"a b"',
      "a b",
      '"a',
      'a"',
      '"a", "b"',
      "a, b",
      "a,b",
      "a;b",
      '"a";b=1',
      "é",
      '"é"',
      String.raw`"a\b"`,
      String.raw`a\b`,
      String.raw`"\"`,
      "x".repeat(256),
      `"${"x".repeat(256)}"`
    ]
    for (const sent of bad) assert.deepStrictEqual(IdempotencyKey.parse(sent), Either.left(new MalformedKey()), sent)
  })
})
