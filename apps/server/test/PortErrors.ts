/** Every error of the port, with the status and the members that a caller must get. */
import { MessageError, type Problem } from "@org/messages-core"

const factory = { provider: "factory", attempts: 2, operation: "get" } as const

const received = { title: "Nope", detail: "no such thing", requestId: "up-1" }

const failure = (
  reason: MessageError.Reason,
  more: Partial<ConstructorParameters<typeof MessageError.ProviderFailure>[0]> = {}
) => new MessageError.ProviderFailure({ ...factory, origin: "provider", reason, ...more })

export const errors: ReadonlyArray<readonly [MessageError.MessageError, number, Partial<Problem.Problem>]> = [
  [MessageError.InvalidRef.of("x", "a ref"), 400, { origin: "caller", type: "urn:messages:problem:invalid-ref" }],
  [
    new MessageError.InvalidCursor({ problem: "it belongs to factory:t" }),
    400,
    { origin: "caller", type: "urn:messages:problem:invalid-cursor", problem: "it belongs to factory:t" }
  ],
  [
    new MessageError.ConversationChanged({ ref: "factory:s" }),
    409,
    { origin: "provider", type: "urn:messages:problem:conversation-changed", ref: "factory:s" }
  ],
  [
    new MessageError.InvalidDraft({ provider: "factory", path: "/text", problem: "must not be empty" }),
    422,
    { origin: "caller", provider: "factory", path: "/text" }
  ],
  [
    new MessageError.InvalidDraft({ provider: "factory", path: "", problem: "is too large", limitBytes: 9 }),
    413,
    { origin: "caller", limitBytes: 9 }
  ],
  [
    new MessageError.MessageNotFound({ provider: "honcho", ref: "honcho:w/s/m", status: 404, ...received }),
    404,
    { origin: "provider", provider: "honcho", ref: "honcho:w/s/m", upstream: { status: 404, ...received } }
  ],
  [
    new MessageError.ConversationNotFound({ provider: "factory", ref: "factory:s", status: 410 }),
    404,
    { origin: "provider", provider: "factory", upstream: { status: 410 } }
  ],
  [
    new MessageError.NotConfigured({ provider: "mielto", variable: "MIELTO_API_KEY" }),
    503,
    { origin: "gateway", provider: "mielto", variable: "MIELTO_API_KEY" }
  ],
  [
    new MessageError.NotSupported({ provider: "veryfront", operation: "post" }),
    501,
    { origin: "gateway", provider: "veryfront", operation: "post" }
  ],
  [
    new MessageError.GatewayFailure({ url: "http://h", origin: "network", problem: "did not respond", cause: "E" }),
    502,
    { origin: "network", url: "http://h", problem: "did not respond", upstream: { cause: "E" } }
  ],
  [failure("Unauthorized", { status: 401 }), 502, { origin: "provider", upstream: { status: 401 } }],
  [failure("Forbidden", { status: 403 }), 502, { origin: "provider", upstream: { status: 403 } }],
  [failure("PaymentRequired", { status: 402 }), 502, { origin: "provider", upstream: { status: 402 } }],
  [
    failure("Rejected", { status: 409, ...received }),
    422,
    { origin: "provider", upstream: { status: 409, ...received } }
  ],
  [failure("RateLimited", { status: 429, retryAfterMs: 1_001 }), 429, { origin: "provider", retryAfter: 2 }],
  [failure("Unavailable", { status: 503, retryAfterMs: 9_000 }), 503, { origin: "provider", retryAfter: 9 }],
  [failure("Unavailable", { origin: "network", cause: "ECONNREFUSED" }), 502, { upstream: { cause: "ECONNREFUSED" } }],
  [failure("Timeout", { origin: "network" }), 504, { origin: "network", attempts: 2 }],
  [failure("Malformed", { problem: "not JSON", path: "/a" }), 502, { problem: "not JSON", path: "/a" }],
  [
    failure("TooLarge", { origin: "gateway", limit: 64, setting: "MESSAGES_DEPTH_LIMIT" }),
    502,
    { origin: "gateway", limit: 64, setting: "MESSAGES_DEPTH_LIMIT" }
  ],
  [failure("Timeout", { origin: "network", operation: "post", delivery: "unknown" }), 504, { delivery: "unknown" }]
]
