/** Cursors come back as the place that they were made of, and nothing else is a cursor. */
import { assert, it } from "@effect/vitest"
import { Cursor } from "@org/messages-core"
import * as Arbitrary from "effect/Arbitrary"
import * as Either from "effect/Either"

const place = {
  list: "messages",
  of: "honcho:w/s",
  limit: 100,
  native: "2",
  given: 100,
  tail: ["AAAAAAAA", "BBBBBBBB"]
} as const

const places = Arbitrary.make(Cursor.Place)

it.prop("gives every place back", [places], ([place]) => {
  const cursor = Cursor.encode(place)
  assert.deepStrictEqual(Either.getOrThrow(Cursor.decode(cursor)), place)
})

// JSON text has no minus zero: `sequence: -0` comes back as 0.
it.prop("gives every place back to another process", [places], ([place]) => {
  const cursor = Cursor.encode(place)
  forgetRecent()
  const decoded = Either.getOrThrow(Cursor.decode(cursor))
  assert.deepStrictEqual(decoded, { ...place, ...(place.sequence === 0 && { sequence: 0 }) })
})

/** The places of the latest cursors are remembered. Enough others take their place. */
const forgetRecent = () => {
  for (let given = 0; given < 100; given++) Cursor.encode({ ...place, given })
}

it("refuses a cursor in which one character was altered", () => {
  const cursor = Cursor.encode(place)
  for (let index = 0; index < cursor.length; index++) {
    const altered = cursor.slice(0, index) + (cursor[index] === "A" ? "B" : "A") + cursor.slice(index + 1)
    assert.isTrue(Either.isLeft(Cursor.decode(altered)), altered)
  }
})

it.each(["", "2", "1..", "1.e30.AAAAAAAA", "https://example.test/?cursor=2"])("refuses %j", (text) => {
  const decoded = Cursor.decode(text)
  assert.isTrue(Either.isLeft(decoded) && decoded.left._tag === "InvalidCursor")
})
