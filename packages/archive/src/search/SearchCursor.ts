/** The cursor of a search: the place of a page of hits, as text. */
import { MessageError } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Schema from "effect/Schema"
import type { SearchOrder } from "./SearchHit.js"

/** Hits by time continue after a message. Ranks are only comparable within one search, so hits by rank continue after a number of them. */
const Place = Schema.Union(
  Schema.Struct({ order: Schema.Literal("newest"), time: Schema.Int, id: Schema.Int }),
  Schema.Struct({ order: Schema.Literal("rank"), offset: Schema.NonNegativeInt })
)
type Place = typeof Place.Type

/** The cursor of a place. */
export const encode = (place: Place): string => Encoding.encodeBase64Url(JSON.stringify(place))

/** The place of a cursor; `undefined` without a cursor. */
export const decode = (
  cursor: string | undefined,
  order: SearchOrder
): Either.Either<Place | undefined, MessageError.InvalidCursor> =>
  cursor === undefined
    ? Either.right(undefined)
    : Encoding.decodeBase64UrlString(cursor).pipe(
        Either.flatMap(parse),
        Either.filterOrLeft(
          (place) => place.order === order,
          () => "other"
        ),
        Either.mapLeft(
          (error) =>
            new MessageError.InvalidCursor({
              problem:
                error === "other" ? "it belongs to a search with another order" : "it is not a cursor of a search"
            })
        )
      )

const parse = Schema.decodeEither(Schema.parseJson(Place))
