/** Runs `messages post`. */
import { type Address, type Draft, Json, MessageError, Messages } from "@org/messages-core"
import { Attachment, ByteStream, Utf8 } from "@org/messages-runtime"
import { type Command, Escape, Print, ShellQuote, Streams, type Style, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as OutputFormat from "../output/OutputFormat.js"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import type { Run } from "../commandline/RunnableCommand.js"
import { OutputFailure, RejectedFile } from "../errors/Failure.js"
import * as Interruption from "../Interruption.js"
import * as Note from "../output/Note.js"
import { Progress } from "../output/Progress.js"
import * as PostCommand from "./PostCommand.js"
import * as RefArgument from "./RefArgument.js"

/** The code of the command. */
export const run: Run = (given, backend) =>
  Effect.gen(function* () {
    const format = yield* OutputFormat.choose(given.value(PostCommand.format))
    const conversation = yield* RefArgument.conversation(given)
    const text = yield* givenText(given)
    yield* checkAvailable(conversation)
    const draft = yield* readDraft(given, text)
    const messages = yield* Messages.Messages
    const { during } = yield* Progress
    const post = Effect.mapError(during(messages.post(conversation, draft)), (error) => withFile(error, given))
    const posted = yield* Interruption.posting(conversation.ref, post, (posted) => printPosted(posted, format))
    if (format === "pretty") yield* hint(posted)
  }).pipe(Effect.provide(backend))

/** The text from the command line, where `-` means standard input, to be read later; without one, the piped standard input. */
const givenText = Effect.fn("PostMessage.givenText")(function* (given: Command.Given) {
  const [text, second] = [given.value(PostCommand.text), given.second].filter((text) => text !== undefined)
  if (second !== undefined)
    return yield* new UsageError({
      problem: "The text is given twice",
      advice: "Give it as an argument or with --text, and put quotes around it",
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

/** Runs before a person types anything, so that a user does not type a message that cannot be posted. */
const checkAvailable = Effect.fn("PostMessage.checkAvailable")(function* ({ provider }: Address.ConversationAddress) {
  const messages = yield* Messages.Messages
  const found = (yield* messages.providers).find((availability) => availability.provider === provider)
  if (found?.operations.includes("post") === false)
    return yield* new MessageError.NotSupported({ provider, operation: "post", delivery: "not-delivered" })
  if (found?.missing !== undefined)
    return yield* new MessageError.NotConfigured({ provider, variable: found.missing, delivery: "not-delivered" })
})

/** The error of a draft names the file that it is about. */
const withFile = (error: MessageError.MessageError, given: Command.Given): MessageError.MessageError | RejectedFile => {
  if (error._tag !== "InvalidDraft") return error
  const [, list, index] = /^\/(images|files)\/(\d+)/.exec(error.path) ?? []
  const file =
    list === undefined
      ? undefined
      : given.value(list === "images" ? PostCommand.image : PostCommand.file)[Number(index)]
  return file === undefined ? error : new RejectedFile({ file, error })
}

/** Files are read before standard input, so that a wrong path is reported before the user types. */
const readDraft = Effect.fn("PostMessage.readDraft")(function* <E>(
  given: Command.Given,
  text: Effect.Effect<string, E, Streams | GlobalOptions>
) {
  const images = yield* Effect.forEach(given.value(PostCommand.image), Attachment.image)
  const files = yield* Effect.forEach(given.value(PostCommand.file), Attachment.file)
  return Json.compact({
    text: yield* text,
    images: images.length === 0 ? undefined : images,
    files: files.length === 0 ? undefined : files
  }) satisfies Draft.Draft
})

const standardInput = Effect.gen(function* () {
  const { stdin } = yield* Streams
  if (stdin.terminal) yield* Note.note("Type the message, then Enter and Ctrl-D.")
  const bytes = yield* stdin.read
  if (bytes === undefined)
    return yield* new UsageError({ problem: `Standard input has more than ${ByteStream.maximum / 1024 / 1024} MiB` })
  return yield* Either.mapLeft(
    Utf8.decode(bytes),
    () => new UsageError({ problem: "Standard input is not text in UTF-8" })
  )
})

const printPosted = (posted: Messages.Posted, format: "pretty" | "json") =>
  Effect.mapError(
    format === "json" ? Print.json(posted) : Print.prose((style) => pretty(posted, style)),
    (failure) => new OutputFailure({ ref: posted.ref ?? "the message", failure })
  )

const pretty = ({ agentStatus, ref }: Messages.Posted, { faint, strong }: Style.Style): string =>
  [
    `${faint("posted")}  ${ref === undefined ? "the provider did not tell the id of the message" : strong(Escape.line(ref))}\n`,
    ...(agentStatus === undefined ? [] : [`${faint("agent")}   ${Escape.line(agentStatus)}\n`])
  ].join("")

const hint = Effect.fn("PostMessage.hint")(function* ({ ref }: Messages.Posted) {
  const { sandbox } = yield* GlobalOptions
  if (ref === undefined) return
  yield* Note.note(
    sandbox
      ? 'The simulated provider ended with this command; "messages sandbox" keeps one running.'
      : `The agent replies later, in a message of its own. To read yours: messages get ${ShellQuote.quote(ref)}`
  )
})
