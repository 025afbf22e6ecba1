/** Errors of every class and reason, to test with. */
import { MessageError } from "@org/messages-core"

const heard = { attempts: 3, status: 404, title: "Not Found", detail: "no such thing", requestId: "req-1" }

export const failure = (
  reason: MessageError.Reason,
  more: Partial<ConstructorParameters<typeof MessageError.ProviderFailure>[0]> = {}
): MessageError.ProviderFailure =>
  new MessageError.ProviderFailure({
    provider: "factory",
    reason,
    origin: "provider",
    operation: "get",
    attempts: 1,
    ...more
  })

export const samples: ReadonlyArray<readonly [sentence: string, error: MessageError.MessageError]> = [
  [
    '"x" is not a valid ref: expected veryfront:<conversationId>',
    MessageError.InvalidRef.of("x", "veryfront:<conversationId>")
  ],
  [
    "The cursor cannot be used: it belongs to a list with pages of 10",
    new MessageError.InvalidCursor({ problem: "it belongs to a list with pages of 10" })
  ],
  [
    "honcho:w/s changed while it was being read, so the cursor is no longer valid; read it again from the start",
    new MessageError.ConversationChanged({ ref: "honcho:w/s" })
  ],
  [
    "Factory cannot be asked for an order of messages",
    new MessageError.NotSupported({
      provider: "factory",
      operation: "list",
      problem: "Factory cannot be asked for an order of messages"
    })
  ],
  [
    "The draft cannot be posted to Factory: /text must not be empty",
    new MessageError.InvalidDraft({ provider: "factory", path: "/text", problem: "must not be empty" })
  ],
  [
    "The draft cannot be posted to Factory: it must have at most 10 bytes",
    new MessageError.InvalidDraft({
      provider: "factory",
      path: "",
      problem: "must have at most 10 bytes",
      limitBytes: 10
    })
  ],
  [
    "Honcho has no message honcho:w/s/m (HTTP 404: no such thing)",
    new MessageError.MessageNotFound({ provider: "honcho", ref: "honcho:w/s/m", ...heard })
  ],
  ["Mielto has no message mielto:m", new MessageError.MessageNotFound({ provider: "mielto", ref: "mielto:m" })],
  [
    "Factory has no conversation factory:s (HTTP 410: Gone)",
    new MessageError.ConversationNotFound({ provider: "factory", ref: "factory:s", status: 410, title: "Gone" })
  ],
  [
    "Veryfront is not configured: set VERYFRONT_API_TOKEN",
    new MessageError.NotConfigured({ provider: "veryfront", variable: "VERYFRONT_API_TOKEN" })
  ],
  ["Posting to Honcho is not supported yet", new MessageError.NotSupported({ provider: "honcho", operation: "post" })],
  ["Reading from Mielto is not supported yet", new MessageError.NotSupported({ provider: "mielto", operation: "get" })],
  [
    "Factory did not accept the credential (HTTP 401: Invalid API key)",
    failure("Unauthorized", { status: 401, title: "Unauthorized", detail: "Invalid API key" })
  ],
  ["Factory does not allow this (HTTP 403: Forbidden)", failure("Forbidden", { status: 403, title: "Forbidden" })],
  [
    "Veryfront has no message veryfront:c/m (HTTP 404: Not Found)",
    new MessageError.MessageNotFound({
      provider: "veryfront",
      ref: "veryfront:c/m",
      status: 404,
      title: "Not Found",
      upstream: {
        type: "https://api.veryfront.com/errors/not-found",
        instance: "/conversations/c/messages/m",
        errors: [{ code: "missing", loc: ["path", 0], message: "no such message" }],
        metadata: { region: "eu" }
      }
    })
  ],
  ["Factory requires payment (HTTP 402)", failure("PaymentRequired", { status: 402 })],
  ["Factory rejected the request (HTTP 422)", failure("Rejected", { status: 422 })],
  [
    "Factory is limiting the rate of requests (HTTP 429: slow down); it asks to wait 8 s",
    failure("RateLimited", { status: 429, detail: "slow down", retryAfterMs: 7001 })
  ],
  ["Factory is not available (HTTP 503)", failure("Unavailable", { status: 503, attempts: 3 })],
  [
    "Factory is not available (ECONNREFUSED)",
    failure("Unavailable", { origin: "network", operation: "post", cause: "ECONNREFUSED", delivery: "not-delivered" })
  ],
  [
    "Factory did not respond in time; whether the post was delivered is unknown",
    failure("Timeout", { origin: "network", operation: "post", delivery: "unknown" })
  ],
  [
    "Factory sent a response that cannot be read: another id at /id (HTTP 200)",
    failure("Malformed", { status: 200, problem: "another id", path: "/id" })
  ],
  ["Factory sent a response that cannot be read: not JSON", failure("Malformed", { problem: "not JSON", path: "" })],
  [
    "Factory sent a response that is too large: the answer has more than 9 values; the limit is set by MESSAGES_VALUE_LIMIT",
    failure("TooLarge", {
      origin: "gateway",
      problem: "the answer has more than 9 values",
      limit: 9,
      setting: "MESSAGES_VALUE_LIMIT"
    })
  ],
  [
    "The server at https://messages.example did not respond (ECONNREFUSED)",
    new MessageError.GatewayFailure({
      url: "https://messages.example",
      origin: "network",
      problem: "did not respond",
      cause: "ECONNREFUSED"
    })
  ],
  [
    "The archive /home/a/archive.db is in use by another program",
    new MessageError.ArchiveFailure({
      reason: "Busy",
      place: "/home/a/archive.db",
      problem: "is in use by another program",
      advice: "wait until its sync or import has ended, and run this again"
    })
  ]
]
