/** Ids are never trusted. */
import { assert, describe, it } from "@effect/vitest"
import { Id, type Json } from "@org/messages-core"

describe("problem", () => {
  it.each([
    ["", "must not be empty or blank"],
    ["  ", "must not be empty or blank"],
    ["\t\u00a0\ufeff", "must not be empty or blank"],
    [".", 'must not have "." or ".." as a path segment'],
    ["..", 'must not have "." or ".." as a path segment'],
    ["../admin", 'must not have "." or ".." as a path segment'],
    ["../", 'must not have "." or ".." as a path segment'],
    ["a/..", 'must not have "." or ".." as a path segment'],
    ["a/./b", 'must not have "." or ".." as a path segment'],
    ["a\\..", 'must not have "." or ".." as a path segment'],
    ["..\\x", 'must not have "." or ".." as a path segment'],
    ["%2e%2E", 'must not have "." or ".." as a path segment'],
    [".%2e/x", 'must not have "." or ".." as a path segment'],
    ["a\r\nX-Y: z", "must not have control characters"],
    ["a\u0000", "must not have control characters"],
    ["\u001b[31m", "must not have control characters"],
    ["\u007f", "must not have control characters"],
    ["\u0085", "must not have control characters"],
    ["\ud800", "must be well-formed Unicode"],
    ["a\udc00b", "must be well-formed Unicode"],
    ["a".repeat(513), "must have at most 512 bytes"],
    ["é".repeat(257), "must have at most 512 bytes"],
    ["😀".repeat(129), "must have at most 512 bytes"]
  ])("refuses %j", (id, problem) => assert.strictEqual(Id.problem(id), problem))

  it.each([
    "a/b",
    "a?b#c;d\\e",
    "//evil",
    "http://evil/",
    "@evil",
    "...",
    ".a",
    "a..b",
    "a.",
    "..a/b..",
    "100%",
    "%2f",
    " a ",
    "caf\u00e9",
    "cafe\u0301",
    "\u200fabc",
    "😀",
    "__proto__",
    "a".repeat(512),
    "é".repeat(256)
  ])("takes %j", (id) => assert.isUndefined(Id.problem(id)))
})

describe("headerProblem", () => {
  it.each(["a b", "é", "\u200f", "a\tb", "😀"])("refuses %j", (id) => assert.isDefined(Id.headerProblem(id)))

  it("says why", () => {
    assert.strictEqual(Id.headerProblem("é"), "must be visible ASCII, as it is sent in a header")
    assert.strictEqual(Id.headerProblem(""), "must not be empty or blank")
  })

  it.each(["ws_1", "!~", "a/b?c=d"])("takes %j", (id) => assert.isUndefined(Id.headerProblem(id)))
})

describe("isSame", () => {
  const uuid = "3e55a9e0-0000-4000-8000-0000000000ab"

  it.each<readonly [id: string, value: Json.Json]>([
    ["m1", "m1"],
    ["4711", 4711],
    ["-1", -1],
    ["1.5", 1.5],
    ["9007199254740993", 9007199254740992],
    [uuid.toUpperCase(), uuid],
    [uuid, uuid.toUpperCase()],
    [uuid.replaceAll("-", ""), uuid]
  ])("takes %j and %j for the same id", (id, value) => assert.isTrue(Id.isSame(id, value)))

  it.each<readonly [id: string, value: Json.Json]>([
    ["m1", "M1"],
    ["m1", "m2"],
    ["4711", "04711"],
    ["04711", 4711],
    ["4711", 4712],
    ["4711.0", 4711],
    ["9007199254740993", 9007199254740996],
    ["x", 1e300],
    [uuid, "3e55a9e0-0000-4000-8000-0000000000ac"],
    [uuid, `${uuid}-`],
    ["null", null],
    ["true", true],
    ["", []],
    ["[object Object]", {}]
  ])("takes %j and %j for two ids", (id, value) => assert.isFalse(Id.isSame(id, value)))
})
