/** Runs `messages post`. */
import { type Address, MessageError, Messages, Provider, Setting } from "@org/messages-core"
import { type Command, Escape, Print, ShellQuote, type Style, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import type { Run } from "../commandline/RunnableCommand.js"
import { OutputFailure } from "../errors/CommandFailure.js"
import * as Interruption from "../Interruption.js"
import * as Note from "../output/Note.js"
import * as OutputFormat from "../output/OutputFormat.js"
import { Progress } from "../output/Progress.js"
import * as PostCommand from "./PostCommand.js"
import * as PostDraft from "./PostDraft.js"
import * as RefArgument from "../commands/RefArgument.js"

/** The code of the command. */
export const run: Run = (given, backend) =>
  Effect.gen(function* () {
    const format = yield* OutputFormat.choose(given.value(PostCommand.format))
    const conversation = yield* RefArgument.conversation(given)
    const fields = yield* PostDraft.fields(given, conversation.provider)
    const patience = yield* patienceOf(given, conversation)
    const text = yield* PostDraft.givenText(given)
    yield* checkAvailable(conversation)
    const draft = yield* PostDraft.read(given, fields, text)
    const messages = yield* Messages.Messages
    const { during } = yield* Progress
    const post = Effect.mapError(during(messages.post(conversation, draft)), (error) =>
      PostDraft.withFile(error, given)
    )
    const print = (posted: Messages.Posted) =>
      patience === undefined
        ? printPosted(posted, format)
        : Effect.flatMap(
            // The code that waits for a reply is loaded only if it is needed.
            Effect.promise(() => import("./AwaitReply.js")),
            ({ printReply }) =>
              printReply({ conversation, posted, patience, format, print: printPosted(posted, format) })
          )
    const posted = yield* Interruption.posting(conversation.ref, post, print)
    if (format === "pretty" && patience === undefined) yield* hint(posted, conversation)
  }).pipe(Effect.provide(backend))

/** How long to wait for the reply; `undefined` if the command does not wait. */
const patienceOf = (
  given: Command.Given,
  { provider }: Address.ConversationAddress
): Either.Either<string | undefined, UsageError> => {
  const text = given.value(PostCommand.waitTimeout)
  const patience = text ?? "300s"
  if (Option.isNone(Setting.duration(patience))) return refuse("--wait-timeout takes a time such as 90s or 500ms")
  if (!given.value(PostCommand.wait))
    return text === undefined ? Either.right(undefined) : refuse("--wait-timeout needs --wait")
  const { draft, title } = Provider.descriptors[provider]
  return draft.takesAnyAuthor
    ? refuse(`--wait is not possible: a post to ${title} starts no agent, so there is no reply`)
    : Either.right(patience)
}

const refuse = (problem: string): Either.Either<never, UsageError> =>
  Either.left(new UsageError({ problem, command: "post" }))

/** Fails if the provider cannot take a post. Runs before standard input is read, so that a person does not type a message in vain. */
const checkAvailable = Effect.fn("PostMessage.checkAvailable")(function* ({ provider }: Address.ConversationAddress) {
  const messages = yield* Messages.Messages
  const found = (yield* messages.providers).find((availability) => availability.provider === provider)
  if (found?.operations.includes("post") === false)
    return yield* new MessageError.NotSupported({ provider, operation: "post", delivery: "not-delivered" })
  if (found?.missing !== undefined)
    return yield* new MessageError.NotConfigured({ provider, variable: found.missing, delivery: "not-delivered" })
})

const printPosted = (posted: Messages.Posted, format: "pretty" | "json") =>
  Effect.mapError(
    format === "json" ? Print.json(posted) : Print.prose((style) => pretty(posted, style)),
    (failure) => new OutputFailure({ ref: posted.ref ?? "the message", failure })
  )

const pretty = ({ agentStatus, ref }: Messages.Posted, { faint, strong }: Style.Style): string =>
  [
    `${faint("posted")}  ${ref === undefined ? "the provider did not return the id of the message" : strong(Escape.line(ref))}\n`,
    ...(agentStatus === undefined ? [] : [`${faint("agent")}   ${Escape.line(agentStatus)}\n`])
  ].join("")

const hint = Effect.fn("PostMessage.hint")(function* (
  { ref }: Messages.Posted,
  { provider }: Address.ConversationAddress
) {
  const { sandbox } = yield* GlobalOptions
  if (ref === undefined) return
  yield* Note.note(
    sandbox
      ? 'The simulated provider ended with this command; "messages sandbox" keeps one running.'
      : `${reply(provider)}To read yours: messages get ${ShellQuote.quote(ref)}`
  )
})

/** A provider that accepts messages of any author starts no agent. */
const reply = (provider: Provider.Provider): string =>
  Provider.descriptors[provider].draft.takesAnyAuthor ? "" : "The agent replies later, in a message of its own. "
