import { assert, describe, it } from "@effect/vitest"
import * as Schema from "effect/Schema"
import { Rfc3339 } from "@org/messages-core"

const isDateTime = Schema.is(Rfc3339.DateTime)

describe("DateTime", () => {
  for (const text of [
    "2024-01-15T10:30:00Z",
    "2024-01-15t10:30:00.123456z",
    "2024-02-29 23:59:59+05:30",
    "2016-12-31T23:59:60Z",
    "2017-01-01T05:29:60+05:30",
    "9999-12-31T23:59:59-01:00",
    "0000-01-01T00:00:00Z"
  ]) {
    it(`takes ${text}`, () => assert.isTrue(isDateTime(text)))
  }

  for (const text of [
    "",
    "2024-01-15",
    "2024-01-15T10:30:00",
    "2024-13-15T10:30:00Z",
    "2023-02-29T10:30:00Z",
    "2024-01-15T24:00:00Z",
    "2024-01-15T10:30:60Z",
    "2024-01-15T10:30:00+25:00",
    "2024-01-15T10:30:00+05",
    "10000-01-15T10:30:00Z"
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.isFalse(isDateTime(text)))
  }
})
