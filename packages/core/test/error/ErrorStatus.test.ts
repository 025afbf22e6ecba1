/** The table of errors, row by row. */
import { assert, describe, it } from "@effect/vitest"
import { MessageError, ErrorStatus } from "@org/messages-core"
import { failure } from "./errors.js"

const network = { origin: "network" } as const
const draft = { provider: "factory", path: "/images/0", problem: "is too large" } as const
const provider = "honcho"

const rows: ReadonlyArray<readonly [string, MessageError.MessageError, MessageError.Origin, number]> = [
  ["InvalidRef", MessageError.InvalidRef.of("x", "y"), "caller", 400],
  ["InvalidDraft", new MessageError.InvalidDraft(draft), "caller", 422],
  ["InvalidDraft for size", new MessageError.InvalidDraft({ ...draft, limitBytes: 1 }), "caller", 413],
  ["MessageNotFound", new MessageError.MessageNotFound({ provider, ref: "honcho:w/s/m" }), "provider", 404],
  ["ConversationNotFound", new MessageError.ConversationNotFound({ provider, ref: "honcho:w/s" }), "provider", 404],
  ["ConversationChanged", new MessageError.ConversationChanged({ ref: "honcho:w/s" }), "provider", 409],
  ["InvalidCursor", new MessageError.InvalidCursor({ problem: "it was altered" }), "caller", 400],
  ["NotConfigured", new MessageError.NotConfigured({ provider, variable: "HONCHO_API_KEY" }), "gateway", 503],
  ["NotSupported", new MessageError.NotSupported({ provider, operation: "post" }), "gateway", 501],
  [
    "GatewayFailure",
    new MessageError.GatewayFailure({ url: "https://messages.example", origin: "gateway", problem: "failed" }),
    "gateway",
    502
  ],
  [
    "GatewayFailure, for the network",
    new MessageError.GatewayFailure({ url: "https://messages.example", origin: "network", problem: "failed" }),
    "network",
    502
  ],
  ...(
    [
      ["Missing", "caller", 404],
      ["Busy", "gateway", 503],
      ["Full", "gateway", 507],
      ["ReadOnly", "gateway", 403],
      ["Newer", "caller", 409],
      ["NotAnArchive", "caller", 409],
      ["Damaged", "gateway", 500],
      ["Unavailable", "gateway", 503]
    ] as const
  ).map(([reason, origin, status]) => {
    const error = new MessageError.ArchiveFailure({ reason, place: "a.db", problem: "has a problem", advice: "look" })
    return [`ArchiveFailure, ${reason}`, error, origin, status] as const
  }),
  ["Unauthorized", failure("Unauthorized"), "provider", 502],
  ["Forbidden", failure("Forbidden"), "provider", 502],
  ["PaymentRequired", failure("PaymentRequired"), "provider", 502],
  ["Rejected", failure("Rejected"), "provider", 422],
  ["RateLimited", failure("RateLimited"), "provider", 429],
  ["Unavailable, said by the provider", failure("Unavailable"), "provider", 503],
  ["Unavailable, for the network", failure("Unavailable", network), "network", 502],
  ["Timeout", failure("Timeout", network), "network", 504],
  ["Malformed", failure("Malformed"), "provider", 502],
  ["TooLarge", failure("TooLarge", { origin: "gateway" }), "gateway", 502]
]

describe.each(rows)("%s", (_, error, origin, status) => {
  it(`is for the ${origin} to mend and answers ${status}`, () =>
    assert.deepStrictEqual(ErrorStatus.of(error), { origin, status }))
})

describe("delivery", () => {
  const failures = rows.flatMap(([, error]) => (error._tag === "ProviderFailure" ? [error] : []))

  it.each(["unknown", "not-delivered"] as const)(
    "that is %s changes neither who must act nor the status",
    (delivery) => {
      for (const { origin, reason } of failures)
        assert.deepStrictEqual(
          ErrorStatus.of(failure(reason, { origin, delivery })),
          ErrorStatus.of(failure(reason, { origin }))
        )
    }
  )
})

it("every class and every reason has a row", () => {
  const names = new Set(rows.map(([, error]) => (error._tag === "ProviderFailure" ? error.reason : error._tag)))
  const tags = MessageError.MessageError.members.map(({ _tag }) => _tag).filter((tag) => tag !== "ProviderFailure")
  assert.deepStrictEqual(names, new Set([...tags, ...MessageError.Reason.literals]))
})
