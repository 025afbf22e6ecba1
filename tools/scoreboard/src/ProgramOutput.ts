/** What a program of this repository printed, turned back into the provider's value or the port's error, so that the expectations can be checked. */
import { Message, type MessageError, MessageRef, Messages, Problem } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

/** The provider's own JSON for a canonical message. */
export const message = (json: unknown): unknown =>
  Normalization.fromMessage(Schema.decodeUnknownSync(Message.Message)(json))

/** Factory's own response to a post. */
export const posted = (json: unknown): unknown => {
  const { agentStatus, ref } = Schema.decodeUnknownSync(Messages.Posted)(json)
  return { messageId: Either.getOrThrow(MessageRef.parse(ref ?? "")).messageId, status: agentStatus }
}

/** The error whose problem details these are; `Problem.of` and `ErrorStatus.of` say what else must be true of them. */
export const error = (json: unknown): MessageError.MessageError =>
  Option.getOrThrow(Problem.toError(Schema.decodeUnknownSync(Problem.Problem, { onExcessProperty: "error" })(json)))
