/** Reads the options of a page. */
import { Cursor, type MessageError } from "@org/messages-core"
import { UsageError } from "@org/messages-terminal"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"

/** The number of `--limit`, if it is given. */
export const limit = (text: string | undefined, command: string): Either.Either<number | undefined, UsageError> =>
  text === undefined
    ? Either.right(undefined)
    : /^[1-9]\d{0,8}$/.test(text)
      ? Either.right(Number(text))
      : Either.left(new UsageError({ problem: "--limit takes a whole number of at least 1", command }))

/** The cursor of `--cursor`, if it is given; the port checks which list it belongs to. */
export const cursor = (
  text: string | undefined
): Either.Either<Cursor.Cursor | undefined, MessageError.InvalidCursor> =>
  text === undefined || isCursor(text) ? Either.right(text) : Cursor.invalid("it is not a cursor, or it was altered")

const isCursor = Schema.is(Cursor.Cursor)
