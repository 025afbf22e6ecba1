/** A time is canonical only if it names a moment, and then no digit of it is lost. */
import { assert, describe, it } from "@effect/vitest"
import { Time } from "@org/messages-core"
import * as DateTime from "effect/DateTime"
import * as fc from "effect/FastCheck"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

const isTime = Schema.is(Time.Time)

const year9999 = 253_402_300_799_999

describe("a text", () => {
  it.each([
    "2024-01-01T00:00:00Z",
    "2024-01-01T00:00:00.0Z",
    "2024-01-01T00:00:00.080000Z",
    "2024-02-29T23:59:59.123456789012345678Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999Z"
  ])("with Z is kept as it is: %s", (text) => assert.strictEqual(Time.from(text), text))

  it.each([
    ["2024-01-01T02:00:00+02:00", "2024-01-01T00:00:00Z"],
    ["2024-01-01T00:00:00.1200+14:00", "2023-12-31T10:00:00.1200Z"],
    ["2024-02-28T23:30:00.000001-00:45", "2024-02-29T00:15:00.000001Z"],
    ["2024-01-01T00:00:00+00:00", "2024-01-01T00:00:00Z"],
    ["2024-01-01T00:00:00-00:00", "2024-01-01T00:00:00Z"],
    ["2024-01-01t00:00:00z", "2024-01-01T00:00:00Z"],
    ["2024-01-01 00:00:00.5+00:00", "2024-01-01T00:00:00.5Z"],
    ["2024-01-01 00:00:00Z", "2024-01-01T00:00:00Z"],
    ["2024-01-01 00:00:00.120z", "2024-01-01T00:00:00.120Z"],
    ["2025-06-10 12:28:06.658000+02:00", "2025-06-10T10:28:06.658000Z"],
    ["2025-06-10 12:28:06-00:00", "2025-06-10T12:28:06Z"],
    ["2025-06-10 18:13:06.658+05:45", "2025-06-10T12:28:06.658Z"],
    ["2023-12-31 19:30:00.000001-04:30", "2024-01-01T00:00:00.000001Z"]
  ])("with an offset moves to UTC with its digits: %s", (text, expected) =>
    assert.strictEqual(Time.from(text), expected)
  )

  it.each([
    "",
    "NaN",
    "Invalid Date",
    "now",
    "1700000000000",
    "2024-01-01",
    "2024-01-01T00:00:00",
    "2024-01-01 00:00:00",
    "2024-01-01 00:00:00.658000",
    "2024-01-01 00:00Z",
    "2024-01-01  00:00:00Z",
    "2024-01-01\u00a000:00:00Z",
    "2024-01-01\t00:00:00+02:00",
    "2024-01-01 00:00:00 +02:00",
    "2024-01-01 00:00:00+0200",
    "2024-01-01 00:00:00+24:00",
    "2024-02-30 00:00:00+02:00",
    "2024-01-01 24:00:00+02:00",
    "2024-01-01T00:00Z",
    "2024-01-01T00:00:00.Z",
    "2024-01-01T00:00:00,5Z",
    "2024-01-01T00:00:00+0200",
    "2024-01-01T00:00:00+24:00",
    "2024-01-01T00:00:00+02:60",
    "2024-01-01T24:00:00Z",
    "2024-01-01T23:59:60Z",
    "2016-12-31T23:59:60Z",
    "2023-02-29T00:00:00Z",
    "2024-02-30T00:00:00Z",
    "2024-13-01T00:00:00Z",
    "2024-00-01T00:00:00Z",
    "10000-01-01T00:00:00Z",
    "+010000-01-01T00:00:00Z",
    "9999-12-31T23:59:59-00:01",
    "0000-01-01T00:00:00+00:01",
    "2024-01-01T00:00:00Z\n",
    " 2024-01-01T00:00:00Z",
    "٢٠٢٤-01-01T00:00:00Z"
  ])("that names no moment is not a time: %j", (text) => {
    assert.isUndefined(Time.from(text))
    assert.isFalse(isTime(text))
  })

  it("with an offset names the moment that Date reads", () => {
    const pad = (value: number) => String(value).padStart(2, "0")
    const offset = fc
      .tuple(fc.constantFrom("+", "-"), fc.nat(23), fc.nat(59))
      .map(([sign, hours, minutes]) => `${sign}${pad(hours)}:${pad(minutes)}`)
    const local = fc.date({ min: new Date("0002-01-01"), max: new Date("9998-12-31"), noInvalidDate: true })
    fc.assert(
      fc.property(local, offset, fc.stringMatching(/^\d{0,12}$/), (date, offset, digits) => {
        const fraction = digits === "" ? "" : `.${digits}`
        const clock = date.toISOString().slice(0, 19)
        const time = Time.from(`${clock}${fraction}${offset}`) ?? "none"
        assert.isTrue(isTime(time))
        assert.isTrue(time.endsWith(`${fraction}Z`))
        assert.strictEqual(Date.parse(`${time.slice(0, 19)}Z`), Date.parse(`${clock}${offset}`))
      }),
      { numRuns: 5_000 }
    )
  })
})

describe("a number", () => {
  it.each([
    [1_700_000_000_000, "2023-11-14T22:13:20.000Z"],
    [1_700_000_000_123, "2023-11-14T22:13:20.123Z"],
    [1_700_000_000_000.5, "2023-11-14T22:13:20.0005Z"],
    [1_700_000_000, "2023-11-14T22:13:20Z"],
    [1_700_000_000.25, "2023-11-14T22:13:20.25Z"],
    [1_700_000_000.123_456, "2023-11-14T22:13:20.123456Z"],
    [1, "1970-01-01T00:00:01Z"],
    [99_999_999_999, "5138-11-16T09:46:39Z"],
    [100_000_000_000, "1973-03-03T09:46:40.000Z"],
    [year9999, "9999-12-31T23:59:59.999Z"]
  ])("is milliseconds, or seconds where it is below 1e11: %d", (number, expected) =>
    assert.strictEqual(Time.from(number), expected)
  )

  it.each([
    0,
    -0,
    -1,
    -1e12,
    NaN,
    Infinity,
    -Infinity,
    1e-7,
    year9999 + 1,
    8.64e15,
    8.64e15 + 1,
    1e21,
    Number.MAX_VALUE
  ])("that names no moment is not a time: %d", (number) => assert.isUndefined(Time.from(number)))

  it("comes back: toNumber(from(n)) is n for milliseconds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1e11, max: year9999 }), (number) => {
        const time = Time.from(number) ?? "none"
        assert.isTrue(isTime(time))
        assert.strictEqual(time, new Date(number).toISOString())
        assert.strictEqual(Time.toNumber(time), number)
      }),
      { numRuns: 10_000 }
    )
  })

  it("comes back with its fraction", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e11, max: year9999, noNaN: true }), (number) =>
        assert.strictEqual(Time.toNumber(Time.from(number) ?? "none"), number)
      ),
      { numRuns: 10_000 }
    )
  })

  it("in seconds comes back as milliseconds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e11 - 1 }), (seconds) =>
        assert.strictEqual(Time.toNumber(Time.from(seconds) ?? "none"), seconds * 1000)
      )
    )
  })
})

it.each([null, true, undefined, [], {}, [1_700_000_000_000], { $date: 1 }])("%j is no time", (value) =>
  assert.isUndefined(Time.from(value))
)

it("every canonical time is its own canonical text", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.double(),
        fc.date().map(String),
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
      ),
      (native) => {
        const time = Time.from(native)
        assert.isTrue(time === undefined || (isTime(time) && Time.from(time) === time))
      }
    ),
    { numRuns: 5_000 }
  )
})

describe("toNumber", () => {
  it.each([
    ["2023-11-14T22:13:20Z", 1_700_000_000_000],
    ["2023-11-14T22:13:20.1Z", 1_700_000_000_100],
    ["2023-11-14T22:13:20.0005Z", 1_700_000_000_000.5],
    ["1970-01-01T00:00:00Z", 0],
    ["1969-12-31T23:59:59.999Z", -1],
    ["1969-12-31T23:59:59.9995Z", -0.5]
  ])("of %s is %d", (time, number) => assert.strictEqual(Time.toNumber(time), number))
})

describe("DateTime", () => {
  const cut = (time: string) => Option.map(Time.toDateTime(time), Time.fromDateTime)

  it.each([
    ["2023-11-14T22:13:20.123456Z", "2023-11-14T22:13:20.123Z"],
    ["2023-11-14T22:13:20.123999999999Z", "2023-11-14T22:13:20.123Z"],
    ["1969-12-31T23:59:59.9999Z", "1969-12-31T23:59:59.999Z"],
    ["2023-11-14T22:13:20Z", "2023-11-14T22:13:20.000Z"]
  ])("cuts %s to milliseconds, and never rounds up", (time, expected) =>
    assert.deepStrictEqual(cut(time), Option.some(expected))
  )

  it("gives nothing for a text that is not a time", () => assert.isTrue(Option.isNone(Time.toDateTime("yesterday"))))

  it("with a zone gives a canonical time in UTC", () => {
    const zoned = DateTime.unsafeMakeZoned(1_700_000_000_123, { timeZone: 7_200_000 })
    assert.strictEqual(Time.fromDateTime(zoned), "2023-11-14T22:13:20.123Z")
    assert.isTrue(isTime(Time.fromDateTime(zoned)))
  })
})
