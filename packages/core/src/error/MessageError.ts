/** Every way in which an operation on messages can fail: closed, tagged, plain enough to be sent, and with all that a caller needs to act. */
import * as Schema from "effect/Schema"
import { Operation } from "../port/Operation.js"
import { Provider, title as titleOf } from "../provider/Provider.js"

/** Who has to act: the caller, the one who runs this program, the provider, or whoever keeps the network. */
export const Origin = Schema.Literal("caller", "gateway", "provider", "network").annotations({ identifier: "Origin" })
export type Origin = typeof Origin.Type

/** Whether a post reached its conversation; `unknown` is told whenever nobody can know. */
export const Delivery = Schema.Literal("not-delivered", "unknown").annotations({ identifier: "Delivery" })
export type Delivery = typeof Delivery.Type

/** What was heard of the provider; texts are cut, freed of control characters and of credentials. */
export const Heard = {
  attempts: Schema.optionalWith(Schema.Int, { exact: true }),
  status: Schema.optionalWith(Schema.Int, { exact: true }),
  title: Schema.optionalWith(Schema.String, { exact: true }),
  detail: Schema.optionalWith(Schema.String, { exact: true }),
  requestId: Schema.optionalWith(Schema.String, { exact: true })
}

/** The text is no ref, or names an id that is never sent. */
export class InvalidRef extends Schema.TaggedError<InvalidRef>("@org/messages-core/InvalidRef")("InvalidRef", {
  input: Schema.String,
  expected: Schema.String
}) {
  static of(input: string, expected: string): InvalidRef {
    return new InvalidRef({
      input: input.length > 200 ? `${input.slice(0, 200).replace(/[\ud800-\udbff]$/, "")}…` : input,
      expected
    })
  }
  override get message(): string {
    return `${JSON.stringify(this.input)} is not a ref that can be used: expected ${this.expected}`
  }
}

/** The draft cannot be sent to this provider; `path` is a JSON Pointer into it, `limitBytes` is given when it is too large. */
export class InvalidDraft extends Schema.TaggedError<InvalidDraft>("@org/messages-core/InvalidDraft")("InvalidDraft", {
  provider: Provider,
  path: Schema.String,
  problem: Schema.String,
  limitBytes: Schema.optionalWith(Schema.Int, { exact: true })
}) {
  override get message(): string {
    return `The draft cannot be posted to ${title(this)}: ${this.path === "" ? "it" : this.path} ${this.problem}`
  }
}

/** The provider has no such message (404, 410). */
export class MessageNotFound extends Schema.TaggedError<MessageNotFound>("@org/messages-core/MessageNotFound")(
  "MessageNotFound",
  { provider: Provider, ref: Schema.String, ...Heard }
) {
  override get message(): string {
    return `${title(this)} has no message ${this.ref}${said(this)}`
  }
}

/** The provider has no such conversation (404, 410). */
export class ConversationNotFound extends Schema.TaggedError<ConversationNotFound>(
  "@org/messages-core/ConversationNotFound"
)("ConversationNotFound", { provider: Provider, ref: Schema.String, ...Heard }) {
  override get message(): string {
    return `${title(this)} has no conversation ${this.ref}${said(this)}`
  }
}

/** The provider was asked, and its credential is missing; `variable` names the environment variable. */
export class NotConfigured extends Schema.TaggedError<NotConfigured>("@org/messages-core/NotConfigured")(
  "NotConfigured",
  {
    provider: Provider,
    variable: Schema.String
  }
) {
  override get message(): string {
    return `${title(this)} is not configured: set ${this.variable}`
  }
}

/** This program does not offer the operation for this provider yet. */
export class NotSupported extends Schema.TaggedError<NotSupported>("@org/messages-core/NotSupported")("NotSupported", {
  provider: Provider,
  operation: Operation
}) {
  override get message(): string {
    return `${this.operation === "post" ? "Posting to" : "Reading from"} ${title(this)} is not supported yet`
  }
}

/** Why a provider gave no usable answer. */
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
).annotations({ identifier: "Reason" })
export type Reason = typeof Reason.Type

/** A duration that JSON can say: neither negative nor infinite. */
const Milliseconds = Schema.Number.pipe(Schema.between(0, Number.MAX_SAFE_INTEGER))

/**
 * The provider, or the way to it, failed. `problem` says what was wrong, `path` (a JSON Pointer) where; `cause` is a short code such as
 * `ECONNREFUSED`, never an error object; `retryAfterMs` is what the provider asked for; `delivery` is given for posts.
 */
export class ProviderFailure extends Schema.TaggedError<ProviderFailure>("@org/messages-core/ProviderFailure")(
  "ProviderFailure",
  {
    provider: Provider,
    reason: Reason,
    origin: Schema.Literal("provider", "network"),
    operation: Operation,
    ...Heard,
    attempts: Schema.Int,
    retryAfterMs: Schema.optionalWith(Milliseconds, { exact: true }),
    problem: Schema.optionalWith(Schema.String, { exact: true }),
    path: Schema.optionalWith(Schema.String, { exact: true }),
    cause: Schema.optionalWith(Schema.String, { exact: true }),
    delivery: Schema.optionalWith(Delivery, { exact: true })
  }
) {
  override get message(): string {
    const place = this.path === undefined || this.path === "" ? "" : ` at ${this.path}`
    const problem = this.problem === undefined ? "" : `: ${this.problem}${place}`
    const delivery = this.delivery === "unknown" ? "; whether the post was delivered is unknown" : ""
    const wait = this.retryAfterMs === undefined ? "" : `; it asks to wait ${Math.ceil(this.retryAfterMs / 1000)} s`
    return `${title(this)} ${sentences[this.reason]}${problem}${said(this)}${wait}${delivery}`
  }
}

/**
 * A messages-server that this program asks failed, or the way to it. `problem` completes the sentence "The server at … …"; `cause` is a
 * short code such as `ECONNREFUSED`; `delivery` is given for posts.
 */
export class GatewayFailure extends Schema.TaggedError<GatewayFailure>("@org/messages-core/GatewayFailure")(
  "GatewayFailure",
  {
    url: Schema.String,
    origin: Schema.Literal("gateway", "network"),
    problem: Schema.String,
    status: Schema.optionalWith(Schema.Int, { exact: true }),
    cause: Schema.optionalWith(Schema.String, { exact: true }),
    delivery: Schema.optionalWith(Delivery, { exact: true })
  }
) {
  override get message(): string {
    const delivery = this.delivery === "unknown" ? "; whether the post was delivered is unknown" : ""
    return `The server at ${this.url} ${this.problem}${said(this)}${delivery}`
  }
}

/** Every error of the `Messages` port. */
export const MessageError = Schema.Union(
  InvalidRef,
  InvalidDraft,
  MessageNotFound,
  ConversationNotFound,
  NotConfigured,
  NotSupported,
  ProviderFailure,
  GatewayFailure
).annotations({ identifier: "MessageError" })

export type MessageError = typeof MessageError.Type

const sentences: { readonly [R in Reason]: string } = {
  Unauthorized: "did not accept the credential",
  Forbidden: "does not allow this",
  PaymentRequired: "asks for payment",
  Rejected: "rejected the request",
  RateLimited: "is limiting the rate of requests",
  Unavailable: "is not available",
  Timeout: "did not answer in time",
  Malformed: "sent an answer that cannot be read",
  TooLarge: "sent an answer that is too large"
}

const title = ({ provider }: { readonly provider: Provider }): string => titleOf(provider)

const said = (heard: {
  readonly status?: number
  readonly title?: string
  readonly detail?: string
  readonly cause?: unknown
}): string => {
  const words = [
    heard.status === undefined ? undefined : `HTTP ${heard.status}`,
    heard.detail ?? heard.title,
    heard.cause
  ]
  const known = words.filter((word) => typeof word === "string")
  return known.length === 0 ? "" : ` (${known.join(": ")})`
}
