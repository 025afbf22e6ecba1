/** The draft that the command line of `messages post` describes. */
import { type Draft, Json, type MessageError, Provider, Time } from "@org/messages-core"
import { Attachment } from "@org/messages-runtime"
import { type Command, ShellQuote, Streams, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { GlobalOptions } from "../commandline/GlobalOptions.js"
import { RejectedFile } from "../errors/CommandFailure.js"
import * as PostCommand from "./PostCommand.js"
import * as TextInput from "../commands/TextInput.js"

/** The fields that options set, apart from the text and the files. */
export type Fields = Pick<Draft.Draft, "author" | "role" | "metadata" | "tags" | "createdAt" | "parentId">

/** Reads these fields. An invalid option is refused before anything else happens. */
export const fields = (given: Command.Given, provider: Provider.Provider): Either.Either<Fields, UsageError> =>
  Either.gen(function* () {
    const { draft, title } = Provider.descriptors[provider]
    const author = given.value(PostCommand.author)
    if (draft.needsAuthor && author === undefined)
      return yield* refuse(`${title} needs to know who speaks`, "Name the author with --as, as in: --as alice")
    const metadata = yield* metadataOf(given.value(PostCommand.metadata))
    const createdAt = yield* timeOf(given.value(PostCommand.createdAt))
    const tags = given.value(PostCommand.tags)
    return Json.compact({
      author: author === undefined ? undefined : { id: author },
      role: given.value(PostCommand.role),
      metadata,
      tags: tags.length === 0 ? undefined : tags,
      createdAt,
      parentId: given.value(PostCommand.parent)
    })
  })

const metadataOf = (text: string | undefined): Either.Either<Json.JsonObject | undefined, UsageError> => {
  if (text === undefined) return Either.right(undefined)
  const value = Either.getOrUndefined(Either.try((): Json.Json => JSON.parse(text)))
  return Json.isObject(value) ? Either.right(value) : refuse("--metadata takes a JSON object, such as '{\"key\": 1}'")
}

const timeOf = (text: string | undefined): Either.Either<string | undefined, UsageError> => {
  const time = Time.from(text)
  return text !== undefined && time === undefined
    ? refuse("--created-at takes a time with a zone, such as 2026-01-05T10:00:00Z")
    : Either.right(time)
}

const refuse = (problem: string, advice?: string): Either.Either<never, UsageError> =>
  Either.left(new UsageError({ problem, advice, command: "post" }))

const standardInput = TextInput.read("Type the message, then Enter and Ctrl-D.")

/** The text from the command line, where `-` stands for standard input, which is read later; without a text, standard input if it is a pipe. */
export const givenText = Effect.fn("PostDraft.givenText")(function* (given: Command.Given) {
  const [text, second] = [given.value(PostCommand.text), given.second].filter((text) => text !== undefined)
  if (second !== undefined)
    return yield* new UsageError({
      problem: "The text is given twice",
      advice: "Give it either as an argument, in quotes, or with --text",
      command: "post"
    })
  if (text !== undefined) return text === "-" ? standardInput : Effect.succeed(text)
  const { stdin } = yield* Streams
  const piped = stdin.terminal ? "" : yield* standardInput
  if (piped !== "") return Effect.succeed(piped)
  return yield* new UsageError({
    problem: "--text is missing",
    advice: `Give the text as in: messages post ${ShellQuote.quote(given.argument)} "text"`,
    command: "post"
  })
})

/** Adds the name of the file to the error of a draft. */
export const withFile = (
  error: MessageError.MessageError,
  given: Command.Given
): MessageError.MessageError | RejectedFile => {
  if (error._tag !== "InvalidDraft") return error
  const [, list, index] = /^\/(images|files)\/(\d+)/.exec(error.path) ?? []
  const file =
    list === undefined
      ? undefined
      : given.value(list === "images" ? PostCommand.image : PostCommand.file)[Number(index)]
  return file === undefined ? error : new RejectedFile({ file, error })
}

/** Files are read before standard input, so that a wrong path is reported before the user types. */
export const read = Effect.fn("PostDraft.read")(function* <E>(
  given: Command.Given,
  fields: Fields,
  text: Effect.Effect<string, E, Streams | GlobalOptions>
) {
  const images = yield* Effect.forEach(given.value(PostCommand.image), Attachment.image)
  const files = yield* Effect.forEach(given.value(PostCommand.file), Attachment.file)
  return Json.compact({
    text: yield* text,
    ...fields,
    images: images.length === 0 ? undefined : images,
    files: files.length === 0 ? undefined : files
  }) satisfies Draft.Draft
})
