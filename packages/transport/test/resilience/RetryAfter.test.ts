/** Retry-After: seconds, milliseconds and dates; any other value is ignored. */
import { assert, describe, it } from "@effect/vitest"
import * as RetryAfter from "../../src/resilience/RetryAfter.js"

const now = Date.UTC(2026, 0, 2, 3, 4, 5)

const cases: ReadonlyArray<readonly [header: string, millis: number | undefined]> = [
  ["0", 0],
  ["1", 1_000],
  [" 7 ", 7_000],
  ["1.5", 1_500],
  ["86400", 86_400_000],
  ["99999999999999999999999", Number.MAX_SAFE_INTEGER],
  ["9".repeat(400), Number.MAX_SAFE_INTEGER],
  ["Fri, 02 Jan 2026 03:04:07 GMT", 2_000],
  ["Fri, 02 Jan 2026 03:04:05 GMT", 0],
  ["Fri, 02 Jan 2026 03:04:04 GMT", 0],
  ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
  ["Fri, 31 Dec 9999 23:59:59 GMT", Date.UTC(9999, 11, 31, 23, 59, 59) - now],
  ["", undefined],
  ["-5", undefined],
  ["+5", undefined],
  ["1e3", undefined],
  ["0x10", undefined],
  ["Infinity", undefined],
  ["NaN", undefined],
  ["soon", undefined],
  ["5, 7", undefined],
  ["2026-01-02T03:04:07Z", undefined],
  ["Fri, 02 Xyz 2026 03:04:07 GMT", undefined],
  ["Fri, 02 Jan 2026 25:04:07 GMT", undefined],
  ["Fri, 02 Jan 2026 03:04:07", undefined]
]

describe("RetryAfter.parse", () => {
  for (const [header, millis] of cases)
    it(`reads ${JSON.stringify(header.slice(0, 40))} as ${millis ?? "nothing"}`, () =>
      assert.strictEqual(RetryAfter.parse({ "retry-after": header }, now), millis))

  it("reads nothing without a header", () => assert.isUndefined(RetryAfter.parse({}, now)))

  it("prefers retry-after-ms", () => {
    assert.strictEqual(RetryAfter.parse({ "retry-after-ms": "250", "retry-after": "1" }, now), 250)
    assert.strictEqual(RetryAfter.parse({ "retry-after-ms": "soon", "retry-after": "1" }, now), 1_000)
    assert.strictEqual(RetryAfter.parse({ "retry-after-ms": "-1" }, now), undefined)
  })
})
