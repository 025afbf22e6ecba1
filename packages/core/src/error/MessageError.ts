/** Every way in which an operation on messages can fail: a closed set of tagged, serialisable errors with what a caller needs to act. */
import * as Schema from "effect/Schema"
import { optional, required } from "../schema/SchemaField.js"
import { Operation } from "../port/Operation.js"
import { Provider } from "../provider/Provider.js"
import { ArchiveFailure } from "./ArchiveFailure.js"
import { Delivery } from "./Delivery.js"
import { detailsOf, sentences, title } from "./ErrorSentence.js"
import { UpstreamError } from "./UpstreamError.js"

export { ArchiveFailure, ArchiveReason } from "./ArchiveFailure.js"
export { Delivery } from "./Delivery.js"

/** Who has to act: the caller, the operator of this program, the provider, or the operator of the network. */
export const Origin = Schema.Literal("caller", "gateway", "provider", "network").annotations({
  identifier: "Origin",
  description: "Who has to act: the caller, the operator of this program, the provider, or the operator of the network"
})
export type Origin = typeof Origin.Type

const text = (description: string) => optional(Schema.String, description)

const delivery = optional(Delivery, "Whether a post reached its conversation; given for posts only")

const provider = required(Provider, "The provider that was asked")

/** What the provider's response said. Strings are shortened, and have no control characters or credentials. */
const responseDetails = {
  attempts: optional(Schema.Int, "How many requests were sent"),
  status: optional(Schema.Int, "The HTTP status of the last response"),
  title: text("The title of the provider's error"),
  detail: text("The detail of the provider's error"),
  requestId: text("The provider's id of the request"),
  upstream: optional(UpstreamError, "What else the provider's error says")
}

/** The text is not a ref, or has an id that must not be sent. */
export class InvalidRef extends Schema.TaggedError<InvalidRef>("@org/messages-core/InvalidRef")("InvalidRef", {
  input: required(Schema.String, "The text, shortened to 200 characters"),
  expected: required(Schema.String, "How such a ref is written, and what is wrong with its ids"),
  delivery
}) {
  /** The error for an input of any length. */
  static of(input: string, expected: string): InvalidRef {
    return new InvalidRef({
      input: input.length > 200 ? `${input.slice(0, 200).replace(/[\ud800-\udbff]$/, "")}…` : input,
      expected
    })
  }
  override get message(): string {
    return `${JSON.stringify(this.input)} is not a valid ref: expected ${this.expected}`
  }
}

/** The text is not a cursor that can be used here. */
export class InvalidCursor extends Schema.TaggedError<InvalidCursor>("@org/messages-core/InvalidCursor")(
  "InvalidCursor",
  { problem: required(Schema.String, "What is wrong with the cursor, as the rest of a sentence"), delivery }
) {
  override get message(): string {
    return `The cursor cannot be used: ${this.problem}`
  }
}

/** The draft cannot be sent to this provider. */
export class InvalidDraft extends Schema.TaggedError<InvalidDraft>("@org/messages-core/InvalidDraft")("InvalidDraft", {
  provider,
  path: required(Schema.String, "Where the problem is, as a JSON Pointer into the draft"),
  problem: required(Schema.String, "What is wrong there"),
  limitBytes: optional(Schema.Int, "The limit in bytes, if the draft is too large"),
  delivery
}) {
  override get message(): string {
    return `The draft cannot be posted to ${title(this)}: ${this.path === "" ? "it" : this.path} ${this.problem}`
  }
}

/** The provider has no such message (404, 410). */
export class MessageNotFound extends Schema.TaggedError<MessageNotFound>("@org/messages-core/MessageNotFound")(
  "MessageNotFound",
  { provider, ref: required(Schema.String, "The ref of the message"), ...responseDetails, delivery }
) {
  override get message(): string {
    return `${title(this)} has no message ${this.ref}${detailsOf(this)}`
  }
}

/** The provider has no such conversation (404, 410). */
export class ConversationNotFound extends Schema.TaggedError<ConversationNotFound>(
  "@org/messages-core/ConversationNotFound"
)("ConversationNotFound", {
  provider,
  ref: required(Schema.String, "The ref of the conversation"),
  ...responseDetails,
  delivery
}) {
  override get message(): string {
    return `${title(this)} has no conversation ${this.ref}${detailsOf(this)}`
  }
}

/** A cursor is no longer valid, because messages before its place were removed or moved. */
export class ConversationChanged extends Schema.TaggedError<ConversationChanged>(
  "@org/messages-core/ConversationChanged"
)("ConversationChanged", {
  ref: required(Schema.String, "The ref of the conversation; for a list of conversations, the provider and the parent"),
  delivery
}) {
  override get message(): string {
    return `${this.ref} changed while it was being read, so the cursor is no longer valid; read it again from the start`
  }
}

/** The provider's credential is not set. */
export class NotConfigured extends Schema.TaggedError<NotConfigured>("@org/messages-core/NotConfigured")(
  "NotConfigured",
  {
    provider,
    variable: required(Schema.String, "The environment variable that is not set"),
    delivery
  }
) {
  override get message(): string {
    return `${title(this)} is not configured: set ${this.variable}`
  }
}

/** This program does not support the operation for this provider. */
export class NotSupported extends Schema.TaggedError<NotSupported>("@org/messages-core/NotSupported")("NotSupported", {
  provider,
  operation: required(Operation, "The operation"),
  problem: text("What exactly is not supported, as a sentence; absent if it is the whole operation"),
  delivery
}) {
  override get message(): string {
    return this.problem ?? `${gerunds[this.operation]} ${title(this)} is not supported yet`
  }
}

const gerunds: { readonly [O in Operation]: string } = {
  get: "Reading from",
  list: "Listing the messages of",
  conversations: "Listing the conversations of",
  post: "Posting to"
}

/** The `delivery` of an error if nothing was sent: `not-delivered` for a post, absent for other operations. */
export const notDelivered = (operation: Operation): { readonly delivery?: "not-delivered" } =>
  operation === "post" ? { delivery: "not-delivered" } : {}

/** Why a provider gave no usable response. */
export const Reason = Schema.Literal(
  "Unauthorized",
  "Forbidden",
  "PaymentRequired",
  "Rejected",
  "RateLimited",
  "Unavailable",
  "Timeout",
  "Malformed",
  "TooLarge"
).annotations({ identifier: "Reason", description: "Why a provider gave no usable response" })
export type Reason = typeof Reason.Type

/** A duration that JSON can hold: neither negative nor infinite. */
const Milliseconds = Schema.Number.pipe(Schema.between(0, Number.MAX_SAFE_INTEGER))

/** The provider failed, the network on the way to it failed, or its response exceeds a limit of this program. */
export class ProviderFailure extends Schema.TaggedError<ProviderFailure>("@org/messages-core/ProviderFailure")(
  "ProviderFailure",
  {
    provider,
    reason: required(Reason, "Why there is no usable response"),
    origin: required(
      Schema.Literal("provider", "network", "gateway"),
      "Whether the provider or the network failed, or a limit of this program was reached"
    ),
    operation: required(Operation, "The operation that failed"),
    ...responseDetails,
    attempts: required(Schema.Int, "How many requests were sent"),
    retryAfterMs: optional(Milliseconds, "How long the provider asks to wait, in milliseconds"),
    problem: text("What is wrong with the response"),
    path: text("Where the problem is, as a JSON Pointer into the response"),
    limit: optional(Schema.Int, "The limit of this program that the response exceeds"),
    setting: text("The environment variable that this limit can be changed with"),
    cause: text("A short code of the network error, such as ECONNREFUSED; never an error object"),
    delivery
  }
) {
  override get message(): string {
    const place = this.path === undefined || this.path === "" ? "" : ` at ${this.path}`
    const problem = this.problem === undefined ? "" : `: ${this.problem}${place}`
    const delivery = this.delivery === "unknown" ? "; whether the post was delivered is unknown" : ""
    const setting = this.setting === undefined ? "" : `; the limit is set by ${this.setting}`
    const wait = this.retryAfterMs === undefined ? "" : `; it asks to wait ${Math.ceil(this.retryAfterMs / 1000)} s`
    return `${title(this)} ${sentences[this.reason]}${problem}${setting}${detailsOf(this)}${wait}${delivery}`
  }
}

/**
 * The messages-server that this program uses failed, or the network on the way to it. `problem` completes the sentence "The server at … …"; `cause` is a
 * short code such as `ECONNREFUSED`; `delivery` is given for posts.
 */
export class GatewayFailure extends Schema.TaggedError<GatewayFailure>("@org/messages-core/GatewayFailure")(
  "GatewayFailure",
  {
    url: required(Schema.String, "The URL of the server"),
    origin: required(Schema.Literal("gateway", "network"), "Who has to act: the server's operator or the network's"),
    problem: required(Schema.String, "What went wrong, as the rest of a sentence that begins with the server"),
    status: optional(Schema.Int, "The HTTP status of the response"),
    cause: text("A short code of the network error, such as ECONNREFUSED"),
    delivery: optional(Delivery, "Whether a post reached its conversation")
  }
) {
  override get message(): string {
    const delivery = this.delivery === "unknown" ? "; whether the post was delivered is unknown" : ""
    return `The server at ${this.url} ${this.problem}${detailsOf(this)}${delivery}`
  }
}

/** Every error of the `Messages` port. */
export const MessageError = Schema.Union(
  InvalidRef,
  InvalidCursor,
  InvalidDraft,
  MessageNotFound,
  ConversationNotFound,
  ConversationChanged,
  NotConfigured,
  NotSupported,
  ProviderFailure,
  GatewayFailure,
  ArchiveFailure
).annotations({ identifier: "MessageError" })

export type MessageError = typeof MessageError.Type
