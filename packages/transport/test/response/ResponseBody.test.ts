/** Bodies: nothing is taken for JSON that is not, and nothing that no message may hold. */
import { assert, describe, it, vi } from "@effect/vitest"
import * as Either from "effect/Either"
import type { ExchangeFailure } from "../../src/exchange/ExchangeFailure.js"
import * as ResponseBody from "../../src/response/ResponseBody.js"

const utf8 = (text: string) => new TextEncoder().encode(text)

const left = (body: Uint8Array | string, contentType?: string): ExchangeFailure | undefined =>
  Either.match(ResponseBody.json(typeof body === "string" ? utf8(body) : body, contentType), {
    onLeft: (failure) => failure,
    onRight: () => undefined
  })

describe("ResponseBody.json", () => {
  it("returns the value unchanged, including a __proto__ key", () => {
    const text = '{"__proto__":{"a":1},"constructor":{"prototype":2},"n":null,"e":"","z":[-0.5,1e+300]}'
    const json = Either.getOrThrow(ResponseBody.json(utf8(text), "application/json"))
    assert.strictEqual(JSON.stringify(json), text)
    assert.isUndefined(Reflect.get({}, "a"))
  })

  it("needs no content type", () => {
    assert.deepStrictEqual(ResponseBody.json(utf8("[1]"), undefined), Either.right([1]))
    assert.deepStrictEqual(ResponseBody.json(utf8("[1]"), "text/plain"), Either.right([1]))
  })

  it("drops a byte order mark", () => {
    assert.deepStrictEqual(ResponseBody.json(utf8('\uFEFF{"a":"\uFEFF"}'), undefined), Either.right({ a: "\uFEFF" }))
  })

  it("keeps a lone surrogate that is escaped", () => {
    assert.deepStrictEqual(ResponseBody.json(utf8('["\\ud800"]'), undefined), Either.right(["\ud800"]))
  })

  it("keeps the last of two equal keys", () => {
    assert.deepStrictEqual(ResponseBody.json(utf8('{"a":1,"a":2}'), undefined), Either.right({ a: 2 }))
  })

  const cases: ReadonlyArray<
    readonly [name: string, body: Uint8Array | string, problem: string, contentType?: string]
  > = [
    ["an empty body", "", "the response is empty"],
    ["bytes that are not UTF-8", Uint8Array.of(0x22, 0xff, 0xfe, 0x80, 0x22), "the response is not UTF-8"],
    ["a character cut in half", Uint8Array.of(0x22, 0xc3), "the response is not UTF-8"],
    ["UTF-16 with a byte order mark", Buffer.from('\uFEFF{"a":1}', "utf16le"), "the response is not UTF-8"],
    ["UTF-16 without one", Buffer.from('{"a":1}', "utf16le"), "the response is not JSON"],
    ["truncated JSON", '{"id":"m1","content":[{"t', "the response is not JSON"],
    ["two values", "{} {}", "the response is not JSON"],
    ["NaN", '{"a":NaN}', "the response is not JSON"],
    [
      "other text, by its content type",
      "OK",
      "the response is not JSON but text/plain; charset=utf-8",
      "text/plain; charset=utf-8"
    ],
    ["a content type that is long", "OK", `the response is not JSON but ${"x".repeat(100)}`, "x".repeat(1_000)],
    [
      "HTML labelled JSON",
      "<!doctype html><title>Sign in</title>",
      "the response looks like HTML: is a proxy or a login page in between?",
      "application/json"
    ],
    [
      "HTML after white space",
      "\r\n\t <html></html>",
      "the response looks like HTML: is a proxy or a login page in between?",
      "text/html"
    ]
  ]

  for (const [name, body, problem, contentType] of cases)
    it(`refuses ${name}`, () => {
      const failure = left(body, contentType)
      assert.strictEqual(failure?.reason, "Malformed")
      assert.strictEqual(failure?.origin, "provider")
      assert.strictEqual(failure?.problem?.replace(/ \(position \d+ of \d+\)/, ""), problem)
    })

  it("says where the JSON breaks off, and ignores a position in the text of the body", () => {
    assert.strictEqual(left('{"id":"m1","content":[{"t')?.problem, "the response is not JSON (position 25 of 25)")
    assert.strictEqual(left("position 7 x")?.problem, "the response is not JSON")
  })

  it("refuses a number that is not finite, and says where", () => {
    const failure = left('{"content":[{"n":1e400}]}')
    assert.strictEqual(failure?.problem, "not a finite number")
    assert.strictEqual(failure?.path, "/content/0/n")
  })

  it("accepts nesting up to the limit, and refuses deeper nesting", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth)
    assert.isUndefined(left(nested(64)))
    for (const depth of [65, 100_000, 600_000])
      assert.deepInclude(left(nested(depth)), {
        reason: "TooLarge",
        origin: "gateway",
        problem: "the response is nested deeper than 64",
        limit: 64,
        setting: "MESSAGES_DEPTH_LIMIT"
      })
  })

  it("takes 200 embeddings of 1,536 numbers", () => {
    const embedding = Array.from({ length: 1_536 }, (_, index) => Math.sin(index + 1) / 100)
    const body = JSON.stringify({ embeddings: Array.from({ length: 200 }, () => embedding) })
    assert.isAbove(body.length, 3e6)
    assert.isUndefined(left(body))
  })

  it("measures a large body before it parses it, and names the limit and its setting", () => {
    const parse = vi.spyOn(JSON, "parse")
    const many = `[${"{},".repeat(5_500_000)}{}]`
    const long = `["${"x".repeat(2 ** 20)}",${"1".repeat(1_001)}]`
    const failures = [left(many), left(long)]
    const parsed = parse.mock.calls.length
    parse.mockRestore()
    assert.strictEqual(parsed, 0)
    assert.deepInclude(failures[0], { reason: "TooLarge", limit: 400_000, setting: "MESSAGES_VALUE_LIMIT" })
    assert.deepInclude(failures[1], { reason: "TooLarge", limit: 1_000, setting: "MESSAGES_DIGIT_LIMIT" })
  })

  it("keeps to the limits that it is given, in bodies of any size", () => {
    const limits = { values: 3, depth: 2, digits: 5 }
    const reason = (body: string) =>
      Either.match(ResponseBody.json(utf8(body), undefined, undefined, limits), {
        onLeft: ({ setting }) => setting,
        onRight: () => "taken"
      })
    assert.strictEqual(reason("[1,2]"), "taken")
    assert.strictEqual(reason("[1,2,3]"), "MESSAGES_VALUE_LIMIT")
    assert.strictEqual(reason("[[[]]]"), "MESSAGES_DEPTH_LIMIT")
  })

  it("never repeats the body", () => {
    for (const body of ["fk-secret", '{"a":fk-secret}', '{"fk-secret', "<fk-secret>"])
      assert.notInclude(JSON.stringify(left(body, "text/plain")), "fk-secret")
  })

  it("treats a text that is cut off at any place as transient, and no other text", () => {
    const text = JSON.stringify({ a: 1.5, "b\u0001": "é\n", c: [true, null, {}], d: -1e21 })
    const failure = (text: string) => Either.getOrThrow(Either.flip(ResponseBody.json(Buffer.from(text), undefined)))
    for (let length = 1; length < text.length; length++) {
      assert.isTrue(failure(text.slice(0, length)).transient, text.slice(0, length))
    }
    for (const wrong of ["{]", "nul ", '{"a":1}}', "[1,]", "<html>", "NaN"])
      assert.isFalse(failure(wrong).transient, wrong)
  })

  it("keeps the last value of a repeated key, as JSON.parse does", () => {
    assert.deepStrictEqual(Either.getOrThrow(ResponseBody.json(Buffer.from('{"id":"a","id":"b"}'), undefined)), {
      id: "b"
    })
  })

  it("accepts one text of ten megabytes and 99,000 keys, and refuses 101,000 keys and a million parts", () => {
    const read = (text: string) => ResponseBody.json(Buffer.from(text), undefined)
    const keys = (length: number) =>
      `{"metadata":{${Array.from({ length }, (_, index) => `"k${index}":${index}`).join()}}}`
    assert.isTrue(Either.isRight(read(`{"content":"${"x".repeat(10_000_000)}"}`)))
    assert.isTrue(Either.isRight(read(keys(99_000))))
    assert.isTrue(Either.isLeft(read(keys(101_000))))
    assert.deepInclude(Either.getOrThrow(Either.flip(read(`{"content":[${"{},".repeat(999_999)}{}]}`))), {
      reason: "TooLarge",
      problem: "the response has more than 400000 values"
    })
  })
})
