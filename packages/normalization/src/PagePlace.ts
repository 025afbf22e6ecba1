/** Reads the number that a place of ours holds, for providers that page by numbers. */
import type { Cursor } from "@org/messages-core"
import { MessageError } from "@org/messages-core"
import * as Effect from "effect/Effect"

/** The number, or 0 at the start of the list. A cursor of this program always has one; one that was made by hand may not. */
export const number = (
  { native }: Cursor.Place,
  pattern = /^(\d{1,15})$/
): Effect.Effect<number, MessageError.InvalidCursor> => {
  if (native === "") return Effect.succeed(0)
  const [, digits] = pattern.exec(native) ?? []
  return digits === undefined
    ? Effect.fail(new MessageError.InvalidCursor({ problem: "it holds no place of this provider" }))
    : Effect.succeed(Number(digits))
}
