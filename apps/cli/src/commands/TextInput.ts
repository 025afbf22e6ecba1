/** Reads standard input as text. */
import { ByteStream, Utf8 } from "@org/messages-runtime"
import { Streams, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Note from "../output/Note.js"

/** The whole text; `hint` says what to type if a person types it. */
export const read = Effect.fn("TextInput.read")(function* (hint: string) {
  const { stdin } = yield* Streams
  if (stdin.terminal) yield* Note.note(hint)
  const bytes = yield* stdin.read
  if (bytes === undefined)
    return yield* new UsageError({ problem: `Standard input has more than ${ByteStream.maximum / 1024 / 1024} MiB` })
  return yield* Either.mapLeft(
    Utf8.decode(bytes),
    () => new UsageError({ problem: "Standard input is not text in UTF-8" })
  )
})
