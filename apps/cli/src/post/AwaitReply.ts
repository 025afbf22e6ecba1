/** Waits for the agent's reply to a posted message, and prints it. */
import { type Address, Json, type Message, type MessageError, type Messages, Setting } from "@org/messages-core"
import { Print, type StreamFailure, type Streams } from "@org/messages-terminal"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { NoReply, OutputFailure } from "../errors/CommandFailure.js"
import * as AgentReply from "./AgentReply.js"
import { Progress } from "../output/Progress.js"

/** What was posted, and how to print it. */
export interface Posting {
  readonly conversation: Address.ConversationAddress
  readonly posted: Messages.Posted
  /** How long to wait, such as `300s`. */
  readonly patience: string
  readonly format: "pretty" | "json"
  /** Prints what was posted. */
  readonly print: Effect.Effect<void, OutputFailure, Streams>
}

/** Prints the posted message's ref and the reply; as JSON, both are one object. Without a reply, the ref is still printed. */
export const printReply = ({
  conversation,
  format,
  patience,
  posted,
  print
}: Posting): Effect.Effect<
  void,
  MessageError.MessageError | NoReply | OutputFailure,
  Messages.Messages | Progress | Streams
> =>
  Effect.gen(function* () {
    if (format === "pretty") yield* print
    const { ref } = posted
    if (ref === undefined) return format === "pretty" ? undefined : yield* print
    const { during, say } = yield* Progress
    if (posted.agentStatus !== undefined) yield* say(`The agent is ${posted.agentStatus}.`)
    const reply = yield* during(
      AgentReply.of(conversation, ref, (state) => say(`The agent's reply is ${state}.`)).pipe(
        Effect.timeoutFail({
          duration: Option.getOrElse(Setting.duration(patience), () => Duration.infinity),
          onTimeout: () => new NoReply({ ref, conversation: conversation.ref, patience })
        })
      )
    ).pipe(Effect.tapError(() => (format === "json" ? print : Effect.void)))
    const printed: Effect.Effect<void, StreamFailure, Streams> =
      format === "json" ? Print.json(Json.compact({ ...posted, reply })) : pretty(reply)
    yield* Effect.mapError(printed, (failure) => new OutputFailure({ ref, failure }))
  })

const pretty = (reply: Message.Message) =>
  Effect.flatMap(
    // The code that draws Markdown is loaded only if it is needed.
    Effect.promise(() => import("../output/Pretty.js")),
    (Pretty) => Print.text((style, columns) => `\n${Pretty.message(reply, style, columns)}`)
  )
