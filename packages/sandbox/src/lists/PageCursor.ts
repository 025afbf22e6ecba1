/** The cursors that providers give: opaque to clients, and bound to a list. */
import { TextHash } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"

/** Where a page begins, and the generation of its cursor. */
export interface Place {
  readonly start: number
  readonly generation: number
}

/** The cursor of a place in a list. */
export const encode = (list: string, { generation, start }: Place): string =>
  Encoding.encodeBase64Url(JSON.stringify({ s: start, g: generation, l: TextHash.of(list) }))

/** The place; `undefined` if the cursor is not one of this list. */
export const decode = (list: string, cursor: string): Place | undefined => {
  const [, start, generation] =
    /^\{"s":(\d{1,15}),"g":(\d{1,15}),"l":"[\w-]{8}"\}$/.exec(
      Either.getOrElse(Encoding.decodeBase64UrlString(cursor), () => "")
    ) ?? []
  if (start === undefined || generation === undefined) return undefined
  const place = { start: Number(start), generation: Number(generation) }
  return encode(list, place) === cursor ? place : undefined
}
