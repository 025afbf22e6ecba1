/** The table of errors, row by row. */
import { assert, describe, it } from "@effect/vitest"
import { MessageError, Outcome } from "@org/messages-core"
import { failure } from "./errors.js"

const network = { origin: "network" } as const
const draft = { provider: "factory", path: "/images/0", problem: "is too large" } as const
const provider = "honcho"

const rows: ReadonlyArray<readonly [string, MessageError.MessageError, MessageError.Origin, number, number]> = [
  ["InvalidRef", MessageError.InvalidRef.of("x", "y"), "caller", 2, 400],
  ["InvalidDraft", new MessageError.InvalidDraft(draft), "caller", 2, 422],
  ["InvalidDraft for size", new MessageError.InvalidDraft({ ...draft, limitBytes: 1 }), "caller", 2, 413],
  ["MessageNotFound", new MessageError.MessageNotFound({ provider, ref: "honcho:w/s/m" }), "provider", 4, 404],
  ["ConversationNotFound", new MessageError.ConversationNotFound({ provider, ref: "honcho:w/s" }), "provider", 4, 404],
  ["NotConfigured", new MessageError.NotConfigured({ provider, variable: "HONCHO_API_KEY" }), "gateway", 3, 503],
  ["NotSupported", new MessageError.NotSupported({ provider, operation: "post" }), "gateway", 5, 501],
  ["Unauthorized", failure("Unauthorized"), "provider", 3, 502],
  ["Forbidden", failure("Forbidden"), "provider", 3, 502],
  ["PaymentRequired", failure("PaymentRequired"), "provider", 3, 502],
  ["Rejected", failure("Rejected"), "provider", 5, 422],
  ["RateLimited", failure("RateLimited"), "provider", 6, 429],
  ["Unavailable, said by the provider", failure("Unavailable"), "provider", 7, 503],
  ["Unavailable, for the network", failure("Unavailable", network), "network", 7, 502],
  ["Timeout", failure("Timeout", network), "network", 7, 504],
  ["Malformed", failure("Malformed"), "provider", 8, 502],
  ["TooLarge", failure("TooLarge"), "provider", 8, 502]
]

describe.each(rows)("%s", (_, error, origin, exit, status) => {
  it(`is for the ${origin} to mend, exits with ${exit} and answers ${status}`, () =>
    assert.deepStrictEqual(Outcome.of(error), { origin, exit, status }))
})

describe("delivery", () => {
  const failures = rows.flatMap(([, error]) => (error._tag === "ProviderFailure" ? [error] : []))

  it("that is unknown exits with 9, and changes nothing else", () => {
    for (const error of failures)
      assert.deepStrictEqual(Outcome.of(failure(error.reason, { origin: error.origin, delivery: "unknown" })), {
        ...Outcome.of(error),
        exit: 9
      })
  })

  it("that did not happen changes nothing", () => {
    for (const error of failures)
      assert.deepStrictEqual(
        Outcome.of(failure(error.reason, { origin: error.origin, delivery: "not-delivered" })),
        Outcome.of(error)
      )
  })
})

it("every class and every reason has a row", () => {
  const names = new Set(rows.map(([, error]) => (error._tag === "ProviderFailure" ? error.reason : error._tag)))
  const tags = MessageError.MessageError.members.map(({ _tag }) => _tag).filter((tag) => tag !== "ProviderFailure")
  assert.deepStrictEqual(names, new Set([...tags, ...MessageError.Reason.literals]))
})
