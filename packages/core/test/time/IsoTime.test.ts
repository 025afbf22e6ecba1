/** Epoch milliseconds as text: the same text as `Date` gives, for every year that RFC 3339 can write. */
import { assert, describe, it } from "@effect/vitest"
import * as fc from "effect/FastCheck"
import * as IsoTime from "../../src/time/IsoTime.js"

const year0 = Date.parse("0000-01-01T00:00:00.000Z")
const year9999 = Date.parse("9999-12-31T23:59:59.999Z")

const agrees = (milliseconds: number) =>
  assert.strictEqual(IsoTime.format(milliseconds), new Date(milliseconds).toISOString())

describe("IsoTime.format", () => {
  it("gives the text of `toISOString` for any millisecond", () =>
    fc.assert(fc.property(fc.integer({ min: year0, max: year9999 }), agrees), { numRuns: 20_000 }))

  it.each([
    "0000-01-01T00:00:00.000Z",
    "0000-02-29T23:59:59.999Z",
    "1900-02-28T23:59:59.999Z",
    "1900-03-01T00:00:00.000Z",
    "1969-12-31T23:59:59.999Z",
    "1970-01-01T00:00:00.000Z",
    "2000-02-29T12:00:00.001Z",
    "2024-02-29T23:59:59.090Z",
    "2026-12-31T23:59:59.900Z",
    "9999-12-31T23:59:59.999Z"
  ])("gives %s back", (text) => assert.strictEqual(IsoTime.format(Date.parse(text)), text))

  it("knows every day of four centuries, and its borders", () => {
    for (
      let day = Date.parse("1999-01-01T00:00:00.000Z");
      day < Date.parse("2400-01-01T00:00:00.000Z");
      day += 86_400_000
    ) {
      agrees(day - 1)
      agrees(day)
    }
  })
})
