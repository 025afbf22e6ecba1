/** Problem details: what of an error leaves the program. */
import { assert, describe, it } from "@effect/vitest"
import { Json, MessageError, ErrorStatus, Problem } from "@org/messages-core"
import * as Arbitrary from "effect/Arbitrary"
import * as fc from "effect/FastCheck"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { failure, samples } from "./errors.js"

const isProblem = Schema.is(Problem.Problem, { onExcessProperty: "error" })

describe.each(samples)("the problem of: %s", (sentence, error) => {
  const problem = Problem.of(error)

  it("is of its schema, and plain JSON", () => {
    assert.isTrue(isProblem(problem))
    assert.isTrue(Json.isJson(problem))
  })

  it("says what the error says", () => {
    const { origin, status } = ErrorStatus.of(error)
    assert.deepInclude(problem, { detail: sentence, origin, status })
    assert.strictEqual(problem.provider, "provider" in error ? error.provider : undefined)
  })
})

it("whether a post was delivered is in the problem of every error, and comes back from it", () => {
  for (const [, error] of samples) {
    const problem = { ...Problem.of(error), delivery: "not-delivered" } as const
    const back = Option.getOrThrow(Problem.toError(problem))
    assert.propertyVal(back, "delivery", "not-delivered", error._tag)
    assert.strictEqual(Problem.of(back).delivery, "not-delivered", error._tag)
  }
})

it("any error has a problem of the schema", () => {
  fc.assert(
    fc.property(Arbitrary.make(MessageError.MessageError), (error) => {
      const problem = Problem.of(error)
      assert.isTrue(isProblem(problem))
      assert.strictEqual(JSON.stringify(JSON.parse(JSON.stringify(problem))), JSON.stringify(problem))
    })
  )
})

it("says everything about a failure of the provider", () => {
  const all = {
    origin: "provider",
    operation: "post",
    attempts: 1,
    status: 429,
    title: "Too Many Requests",
    detail: "slow down",
    requestId: "req-1",
    retryAfterMs: 1001,
    problem: "a problem",
    path: "/id",
    cause: "ECONNRESET",
    delivery: "not-delivered"
  } as const
  assert.deepStrictEqual(Problem.of(failure("RateLimited", all)), {
    type: "urn:messages:problem:rate-limited",
    title: "Rate limited",
    status: 429,
    detail:
      "Factory is limiting the rate of requests: a problem at /id (HTTP 429: slow down: ECONNRESET); it asks to wait 2 s",
    origin: "provider",
    provider: "factory",
    operation: "post",
    reason: "RateLimited",
    path: "/id",
    problem: "a problem",
    attempts: 1,
    delivery: "not-delivered",
    retryAfter: 2,
    upstream: { status: 429, title: "Too Many Requests", detail: "slow down", requestId: "req-1", cause: "ECONNRESET" }
  })
})

it.each([
  [0, 0],
  [1, 1],
  [1000, 1],
  [1001, 2]
])("rounds a wait of %d ms up to %d s", (retryAfterMs, seconds) =>
  assert.strictEqual(Problem.of(failure("RateLimited", { retryAfterMs })).retryAfter, seconds)
)

it("has no upstream if nothing is known about it", () => assert.notProperty(Problem.of(failure("Timeout")), "upstream"))

it("has a different type and title for every kind of error", () => {
  const problems = samples.map(([, error]) => Problem.of(error))
  const kinds = new Set(samples.map(([, error]) => (error._tag === "ProviderFailure" ? error.reason : error._tag)))
  assert.strictEqual(new Set(problems.map(({ type }) => type)).size, kinds.size)
  assert.strictEqual(new Set(problems.map(({ title }) => title)).size, kinds.size)
  for (const { title, type } of problems) {
    assert.match(type, /^urn:messages:problem:[a-z]+(-[a-z]+)*$/)
    assert.match(title, /^[A-Z][a-z]+( [a-z]+)*$/)
  }
})
