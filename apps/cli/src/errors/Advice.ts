/** What a user can do about each error of the port and of a conversion. The error's own message says what happened. */
import { ConversationRef, type FormatError, type MessageError, MessageRef, Provider } from "@org/messages-core"
import { Nearest, ShellQuote, WordList } from "@org/messages-terminal"
import * as Either from "effect/Either"

/** Sentences, the most helpful first. `remote` says whether the command used a messages-server, which then has the keys. */
export const of = (
  error: MessageError.MessageError | FormatError.FormatError,
  remote: boolean
): ReadonlyArray<string> => {
  switch (error._tag) {
    case "InvalidDocument":
    case "NotExpressible":
      return ["To list the formats: messages formats"]
    case "InvalidRef":
      return ofRef(error.input)
    case "InvalidDraft":
      return ofDraft(error)
    case "InvalidCursor":
      return ["Use a cursor exactly as a page printed it, with the same conversation and options"]
    case "ConversationChanged":
      return ["Read the conversation again from the start, without a cursor"]
    case "MessageNotFound":
    case "ConversationNotFound":
      return [`Check the ids, and that ${variablesOf(error, remote).key} belongs to the account that has them`]
    case "NotConfigured":
      return remote ? [`Set ${error.variable} for the server at MESSAGES_URL`] : ofMissing(error)
    case "NotSupported":
      return ["To see what each provider supports: messages providers"]
    case "ArchiveFailure":
      return [`${error.advice.charAt(0).toUpperCase()}${error.advice.slice(1)}`]
    case "GatewayFailure":
      return ofGateway(error)
    case "ProviderFailure":
      return [
        ...(error.delivery === "not-delivered" ? ["Nothing was posted"] : []),
        ...(error.delivery === "unknown" ? [afterUnknownDelivery] : ofFailure(error, remote)),
        ...(error.requestId === undefined ? [] : [`The provider's id of this request is ${error.requestId}`])
      ]
  }
}

/** What to do when it is unknown whether a message was posted. */
export const afterUnknownDelivery =
  "Check the conversation before you post again: the message may be there, and the agent may be working"

/** What to do when the ref of a posted message could not be printed. */
export const afterPost = (ref: string): string => `Do not post it again; read it: messages get ${ShellQuote.quote(ref)}`

const ofMissing = ({ provider, variable }: MessageError.NotConfigured): ReadonlyArray<string> => {
  const { keysFrom } = Provider.descriptors[provider]
  return [
    `export ${variable}=…${keysFrom === undefined ? "" : ` (from ${keysFrom})`}`,
    "Or try it with simulated providers, without a key: messages sandbox"
  ]
}

const ofGateway = ({ delivery, origin, status }: MessageError.GatewayFailure): ReadonlyArray<string> => {
  if (delivery === "unknown") return [afterUnknownDelivery]
  const posted = delivery === "not-delivered" ? ["Nothing was posted"] : []
  if (status === 401 || status === 403) return [...posted, "Check MESSAGES_TOKEN"]
  return [...posted, origin === "network" ? "Check the network, and MESSAGES_URL" : "Check MESSAGES_URL"]
}

const variablesOf = ({ provider }: { readonly provider: Provider.Provider }, remote: boolean) => {
  const { key, url } = Provider.descriptors[provider].variables
  const place = remote ? " of the server at MESSAGES_URL" : ""
  return { key: key + place, url: url + place }
}

const ofRef = (input: string): ReadonlyArray<string> => {
  const kind = Either.isRight(ConversationRef.parse(input))
    ? "conversation"
    : Either.isRight(MessageRef.parse(input))
      ? "message"
      : undefined
  return kind === undefined
    ? [
        ...misspelled(input),
        "Percent-encode the characters / ? # % and spaces in an id, and quote the ref: many shells treat ? as a pattern"
      ]
    : [
        kind === "message"
          ? "This is the ref of a message: messages get reads it"
          : "This is the ref of a conversation: messages read reads it, messages list lists its messages, messages post adds one"
      ]
}

/** The ref that was meant where only the name of the provider is wrong. */
const misspelled = (input: string): ReadonlyArray<string> => {
  const [, provider, rest] = /^([^:/]+)[:/](.*)$/.exec(input) ?? []
  if (provider === undefined || rest === undefined || input.startsWith("http")) return []
  const nearest = Nearest.of(provider, Provider.names)
  if (nearest === undefined) return [`The providers are ${WordList.and(Provider.names)}`]
  const meant = `${nearest}:${rest}`
  return meant === input ? [] : [`Did you mean ${ShellQuote.quote(meant)}?`]
}

const ofDraft = ({ limitBytes, path, problem }: MessageError.InvalidDraft): ReadonlyArray<string> => {
  const option = draftOptions.get(path)
  if (option !== undefined && problem.startsWith("cannot be posted")) return [`Leave out ${option}`]
  if (limitBytes !== undefined)
    return [`At most ${size(limitBytes)} are accepted: make it smaller, or post it in pieces`]
  if (path === "/text") return ["Give the text with --text, or --text - to read it from standard input"]
  if (path.startsWith("/images")) return ["Convert the image to PNG, JPEG, GIF or WebP; other files go with --file"]
  if (path.startsWith("/files")) return ["Files are PDF or text; images go with --image"]
  return ["See messages post --help"]
}

/** The option that each field of a draft comes from. */
const draftOptions = new Map([
  ["/images", "--image"],
  ["/files", "--file"],
  ["/author", "--as"],
  ["/role", "--role"],
  ["/metadata", "--metadata"],
  ["/tags", "--tag"],
  ["/createdAt", "--created-at"],
  ["/parentId", "--parent"]
])

const ofFailure = (error: MessageError.ProviderFailure, remote: boolean): ReadonlyArray<string> => {
  const { key, url } = variablesOf(error, remote)
  const title = Provider.title(error.provider)
  switch (error.reason) {
    case "Unauthorized":
      return [`Check ${key}: it may be wrong or expired, or not be a key for the server at ${url}`]
    case "Forbidden":
      return error.provider === "factory"
        ? ["Factory has enabled the Sessions API for selected organizations only: ask Factory to enable it for yours"]
        : [`Ask for access with the account of ${key}`]
    case "PaymentRequired":
      return [`The account of ${key} is out of credit, or over a limit: see its plan at ${title}`]
    case "Rejected":
      return [
        error.problem === undefined
          ? "Correct what the provider names; the same request will be rejected again"
          : `Correct ${url}`
      ]
    case "RateLimited":
      return [error.retryAfterMs === undefined ? "Wait, and try again" : `Try again in ${seconds(error.retryAfterMs)}`]
    case "Unavailable":
      return error.origin === "network"
        ? [`Check the network, and that ${url} (if it is set) leads to ${title}`]
        : [`${title} has a problem: try again later`]
    case "Timeout":
      return ["Try again; if it happens again, the provider or the network is slow"]
    case "TooLarge":
      return error.setting === undefined ? [] : [`To let larger messages through, set ${error.setting}`]
    case "Malformed":
      return error.operation === "get"
        ? [
            `To see the provider's response unchanged: messages get <ref> --format raw`,
            `If it does not come from ${title}, correct ${url}`
          ]
        : [`Check that ${url} (if it is set) leads to ${title}`]
  }
}

const mebibyte = 1024 * 1024

const size = (bytes: number): string => `${bytes} bytes${bytes % mebibyte === 0 ? ` (${bytes / mebibyte} MiB)` : ""}`

const seconds = (milliseconds: number): string => {
  const whole = Math.ceil(milliseconds / 1000)
  return whole === 1 ? "1 second" : `${whole} seconds`
}
