/** A cursor: a place in a list, as text that a caller stores and passes back, in this process or a later one. */
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Schema from "effect/Schema"
import * as Base64Url from "../bytes/Base64Url.js"
import * as TextHash from "../bytes/TextHash.js"
import { InvalidCursor } from "../error/MessageError.js"
import { optional, required } from "../schema/SchemaField.js"
import { Order } from "./Order.js"

/** The text of a cursor: opaque to callers, at most 8,011 characters. It holds no secret. */
export const Cursor = Schema.String.pipe(
  Schema.pattern(/^1\.[\w-]{1,8000}\.[\w-]{8}$/),
  Schema.brand("@org/messages-core/Cursor", {
    identifier: "Cursor",
    description:
      "A place in a list, as opaque text. It is valid in any process, as long as the provider's own cursor is"
  })
)
export type Cursor = typeof Cursor.Type

/** The content of a cursor. `native` is the provider's own cursor, offset or page number, as opaque text; it is `""` at the start of the list. */
export const Place = Schema.Struct({
  list: required(Schema.Literal("messages", "conversations"), "What the list holds"),
  of: required(Schema.String, "The ref of the conversation, or the provider and the parent of the conversations"),
  limit: required(Schema.Int.pipe(Schema.positive()), "The size of the pages: a page number means nothing without it"),
  order: optional(Order, "The requested order"),
  native: required(Schema.String, "The provider's own place"),
  given: required(Schema.NonNegativeInt, "How many items the pages before this place had"),
  tail: required(
    Schema.Array(TextHash.TextHash),
    "Hashes of the last items before this place, which show what a page repeats"
  ),
  sequence: optional(Schema.Finite, "The highest `sequence` before this place")
}).annotations({ identifier: "Place", description: "A place in a list" })
export type Place = typeof Place.Type

/** How many hashes a tail keeps: those of the last two pages, but no more than fit in the query of a URL. */
export const tailLength = (limit: number): number => Math.min(2 * limit, 200)

/** The cursor of a place. */
export const encode = (place: Place): Cursor => {
  const { tail, ...rest } = place
  const payload = Base64Url.encode(JSON.stringify({ ...rest, tail: tail.join("") }))
  const cursor = Cursor.make(`1.${payload}.${TextHash.of(payload)}`)
  for (const oldest of recent.size < maximumRecent ? [] : recent.keys()) {
    recent.delete(oldest)
    break
  }
  recent.set(cursor, place)
  return cursor
}

/** The place of a cursor; a text that is not a cursor, or that was altered, is `InvalidCursor`. */
export const decode = (text: string): Either.Either<Place, InvalidCursor> => {
  const known = recent.get(text)
  if (known !== undefined) return Either.right(known)
  const [version, payload = "", check, ...more] = text.split(".")
  if (version !== "1" || more.length > 0 || check !== TextHash.of(payload))
    return invalid("it is not a cursor, or it was altered")
  return Either.mapBoth(Either.flatMap(Encoding.decodeBase64UrlString(payload), decodePayload), {
    onLeft: () => new InvalidCursor({ problem: "it comes from another version of this program" }),
    onRight: ({ tail, ...rest }) => ({ ...rest, tail: tail.match(/.{8}/g) ?? [] })
  })
}

/** A cursor that is refused, and why, as the rest of a sentence about the cursor. */
export const invalid = (problem: string): Either.Either<never, InvalidCursor> =>
  Either.left(new InvalidCursor({ problem }))

// In a cursor, the tail is one text, because all hashes have the same length: checking 200 of them costs as much as checking one.
const Tail = Schema.String.pipe(Schema.pattern(/^(?:[\w-]{8})*$/))

const decodePayload = Schema.decodeEither(Schema.parseJson(Schema.Struct({ ...Place.fields, tail: Tail })))

/** The places of the latest cursors. A reader of pages passes each cursor back at once, and decoding one costs as much as mapping ten messages. */
const recent = new Map<string, Place>()

const maximumRecent = 16
