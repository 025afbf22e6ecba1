/** Reads the offset in a cursor, for providers that page by number. */
import type { Cursor } from "@org/messages-core"
import { MessageError } from "@org/messages-core"
import * as Effect from "effect/Effect"

/** The offset, or 0 at the start of the list. A cursor of this program always has one; one that was made by hand may not. */
export const of = (
  { native }: Cursor.Place,
  pattern = /^(\d{1,15})$/
): Effect.Effect<number, MessageError.InvalidCursor> => {
  if (native === "") return Effect.succeed(0)
  const [, digits] = pattern.exec(native) ?? []
  return digits === undefined
    ? Effect.fail(new MessageError.InvalidCursor({ problem: "it is not a place in a list of this provider" }))
    : Effect.succeed(Number(digits))
}
