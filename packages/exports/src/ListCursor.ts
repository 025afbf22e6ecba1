/** A place in the list of exports, as opaque text. */
import { MessageError } from "@org/messages-core"
import type * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import type { ListPlace } from "./store/ExportRecords.js"

/** The cursor after an export. */
export const encode = ({ created_at, id }: { readonly created_at: number; readonly id: string }): string =>
  Encoding.encodeBase64Url(JSON.stringify([created_at, id]))

/** The place of a cursor. */
export const decode = (cursor: string): Effect.Effect<ListPlace, MessageError.InvalidCursor> =>
  Either.flatMap(Encoding.decodeBase64UrlString(cursor), parse).pipe(
    Either.mapBoth({
      onLeft: () => new MessageError.InvalidCursor({ problem: "it is not a cursor, or it was altered" }),
      onRight: ([createdAt, id]) => ({ createdAt, id })
    })
  )

const parse = Schema.decodeEither(Schema.parseJson(Schema.Tuple(Schema.Finite, Schema.String)))
