/** What to do about each error of the port. What happened is in the error's own message. */
import { ConversationRef, type MessageError, MessageRef, Provider } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Environment from "./Environment.js"
import * as Shell from "./Shell.js"

/** Sentences, the most helpful first. */
export const of = (error: MessageError.MessageError): ReadonlyArray<string> => {
  switch (error._tag) {
    case "InvalidRef":
      return ofRef(error.input)
    case "InvalidDraft":
      return ofDraft(error)
    case "MessageNotFound":
    case "ConversationNotFound":
      return [`Check the ids, and that ${Environment.of[error.provider].key} is a key of the account that has them`]
    case "NotConfigured": {
      const { keysFrom } = Environment.of[error.provider]
      return [
        `export ${error.variable}=…${keysFrom === undefined ? "" : ` (from ${keysFrom})`}`,
        "Or try it on simulated providers, without a key: messages sandbox"
      ]
    }
    case "NotSupported":
      return [`What each provider can do is shown by: messages providers`]
    case "ProviderFailure":
      return [
        ...(error.delivery === "not-delivered" ? ["Nothing was posted"] : []),
        ...(error.delivery === "unknown" ? [afterUnknownDelivery] : ofFailure(error)),
        ...(error.requestId === undefined ? [] : [`The provider knows this request as ${error.requestId}`])
      ]
  }
}

export const afterUnknownDelivery =
  "Look into the conversation before you post again: the message may be there, and the agent at work"

/** A ref that was not printed is all that leads to the message. */
export const afterPost = (ref: string): string => `Do not post it again; read it: messages get ${Shell.quote(ref)}`

const ofRef = (input: string): ReadonlyArray<string> => {
  const kind = Either.isRight(ConversationRef.parse(input))
    ? "conversation"
    : Either.isRight(MessageRef.parse(input))
      ? "message"
      : undefined
  return kind === undefined
    ? ["Percent-encode what an id has of / ? # % and spaces, and quote the ref: ? is special in many shells"]
    : [`This is the ref of a ${kind}: messages get reads messages, messages post posts to conversations`]
}

const ofDraft = ({ limitBytes, path }: MessageError.InvalidDraft): ReadonlyArray<string> => {
  if (limitBytes !== undefined) return [`At most ${limitBytes} bytes are taken: make it smaller, or post it in pieces`]
  if (path === "/text") return ["Give the text with --text, or --text - to read it from standard input"]
  if (path.startsWith("/images")) return ["Convert the image to PNG, JPEG, GIF or WebP; other files go with --file"]
  if (path.startsWith("/files")) return ["Files are PDF or text; images go with --image"]
  return ["See messages post --help"]
}

const ofFailure = (error: MessageError.ProviderFailure): ReadonlyArray<string> => {
  const { key, url } = Environment.of[error.provider]
  const { title } = Provider.providers[error.provider]
  switch (error.reason) {
    case "Unauthorized":
      return [`Check ${key}: the key may be wrong, expired, or of another server than ${url} names`]
    case "Forbidden":
      return error.provider === "factory"
        ? ["Factory has enabled the Sessions API for selected organizations only: ask Factory to enable it for yours"]
        : [`Ask for access with the account of ${key}`]
    case "PaymentRequired":
      return [`The account of ${key} is out of credit, or over a limit: see its plan at ${title}`]
    case "Rejected":
      return ["Correct what the provider names; the same request will be rejected again"]
    case "RateLimited":
      return [error.retryAfterMs === undefined ? "Wait, and try again" : `Try again in ${seconds(error.retryAfterMs)}`]
    case "Unavailable":
      return error.origin === "network"
        ? [`Check the network, and that ${url} (if it is set) leads to ${title}`]
        : [`${title} has a problem: try again later`]
    case "Timeout":
      return ["Try again; if it stays so, the provider or the way to it is slow"]
    case "Malformed":
    case "TooLarge":
      return error.operation === "get" && error.reason === "Malformed"
        ? [
            `See the answer as it came: messages get <ref> --format raw`,
            `Or ${url} leads to something else than ${title}`
          ]
        : [`Check that ${url} (if it is set) leads to ${title}`]
  }
}

const seconds = (milliseconds: number): string => {
  const whole = Math.ceil(milliseconds / 1000)
  return whole === 1 ? "1 second" : `${whole} seconds`
}
