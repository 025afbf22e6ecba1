/** Makes the draft of a post from what was typed. */
import { type Draft, Json } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Attachment from "./Attachment.js"
import * as Bytes from "./Bytes.js"
import * as Print from "./Print.js"
import { Streams } from "./Streams.js"
import { Usage } from "./Usage.js"

export interface Typed {
  readonly text: string
  readonly image: ReadonlyArray<string>
  readonly file: ReadonlyArray<string>
}

/** Files are read before standard input, so that a wrong path is told before anybody types. */
export const read = Effect.fn("Draft.read")(function* (typed: Typed) {
  const images = yield* Effect.forEach(typed.image, Attachment.image)
  const files = yield* Effect.forEach(typed.file, Attachment.file)
  const text = typed.text === "-" ? yield* standardInput : typed.text
  return Json.compact({
    text,
    images: images.length === 0 ? undefined : images,
    files: files.length === 0 ? undefined : files
  }) satisfies Draft.Draft
})

const standardInput = Effect.gen(function* () {
  const { stdin } = yield* Streams
  if (stdin.terminal) yield* Print.note("Type the message, then Enter and Ctrl-D.")
  const bytes = yield* Bytes.collect(stdin.bytes)
  if (bytes === undefined)
    return yield* new Usage({ problem: `Standard input has more than ${Bytes.maximum / 1024 / 1024} MiB` })
  return yield* Either.mapLeft(Bytes.decode(bytes), () => new Usage({ problem: "Standard input is not text in UTF-8" }))
})
