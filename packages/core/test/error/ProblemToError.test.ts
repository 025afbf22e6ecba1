/** A problem becomes the error that it was made of. */
import { assert, describe, it } from "@effect/vitest"
import { MessageError, Problem } from "@org/messages-core"
import * as Arbitrary from "effect/Arbitrary"
import * as fc from "effect/FastCheck"
import * as Option from "effect/Option"
import { samples } from "./errors.js"

const roundTrip = (problem: Problem.Problem) => Option.map(Problem.toError(problem), Problem.of)

describe("Problem.toError", () => {
  it("gives an error with the same problem, for every error", () => {
    fc.assert(
      fc.property(Arbitrary.make(MessageError.MessageError), (error) => {
        const problem = Problem.of(error)
        assert.deepStrictEqual(roundTrip(problem), Option.some(problem))
      })
    )
  })

  it.each(samples)("gives an error with the same sentence and tag: %s", (sentence, error) => {
    const found = Option.getOrThrow(Problem.toError(Problem.of(error)))
    assert.strictEqual(found._tag, error._tag)
    assert.strictEqual(found.message, sentence)
  })

  it("restores the other fields of the provider's error from the upstream fields of a problem", () => {
    const upstream = {
      type: "about:blank",
      instance: "/x",
      code: "c",
      errors: [{ code: "min", loc: ["a", 0], message: "b" }],
      metadata: { a: [1] }
    }
    const error = new MessageError.MessageNotFound({ provider: "honcho", ref: "honcho:w/s/m", status: 404, upstream })
    const problem = Problem.of(error)
    assert.deepStrictEqual(problem.upstream, { status: 404, ...upstream })
    assert.deepInclude(Option.getOrThrow(Problem.toError(problem)), { status: 404, upstream })
  })

  it("gives the input of a ref back, whatever its characters", () => {
    for (const input of ['a"b', "a\\", '\\"', "\u2028\ud800", "", '"'.repeat(9)]) {
      const found = Option.getOrThrow(Problem.toError(Problem.of(MessageError.InvalidRef.of(input, "a ref"))))
      assert.deepInclude(found, { _tag: "InvalidRef", input, expected: "a ref" })
    }
  })

  it("gives the whole seconds of a wait", () => {
    const error = new MessageError.ProviderFailure({
      provider: "factory",
      reason: "RateLimited",
      origin: "provider",
      operation: "get",
      attempts: 1,
      retryAfterMs: 1_001
    })
    const found = Option.getOrThrow(Problem.toError(Problem.of(error)))
    assert.deepInclude(found, { retryAfterMs: 2_000 })
  })

  it("gives nothing for a problem that is not of a MessageError", () => {
    for (const type of ["urn:messages:problem:stopping", "about:blank", ""])
      assert.isTrue(Option.isNone(Problem.toError({ type, title: "x", status: 503, origin: "gateway" })))
    assert.isTrue(
      Option.isNone(
        Problem.toError({ type: "urn:messages:problem:message-not-found", title: "x", status: 404, origin: "provider" })
      )
    )
  })
})
