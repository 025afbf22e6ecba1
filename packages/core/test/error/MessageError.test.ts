/** Errors: closed, plain, and sentences. */
import { assert, describe, it } from "@effect/vitest"
import { MessageError } from "@org/messages-core"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as fc from "effect/FastCheck"
import * as Schema from "effect/Schema"
import { failure, samples } from "./errors.js"

const Text = Schema.parseJson(MessageError.MessageError)
const encode = Schema.encodeSync(Text)
const decode = Schema.decodeSync(Text)

const members = MessageError.MessageError.members.map((member) => member._tag)

describe.each(samples)("%s", (sentence, error) => {
  it("is what a person reads", () => {
    assert.strictEqual(error.message, sentence)
    assert.strictEqual(String(error), `${error._tag}: ${sentence}`)
  })

  it("comes back from JSON", () => {
    const back = decode(encode(error))
    assert.strictEqual(back.constructor, error.constructor)
    assert.strictEqual(encode(back), encode(error))
    assert.strictEqual(back.message, sentence)
  })
})

it("every class and every reason has a sample", () => {
  const errors = samples.map(([, error]) => error)
  assert.deepStrictEqual(new Set(errors.map(({ _tag }) => _tag)), new Set(members))
  const reasons = errors.flatMap((error) => (error._tag === "ProviderFailure" ? [error.reason] : []))
  assert.deepStrictEqual(new Set(reasons), new Set(MessageError.Reason.literals))
})

it("any error comes back from JSON, and is a sentence of one line", () => {
  fc.assert(
    fc.property(Arbitrary.make(MessageError.MessageError), (error) => {
      const back = decode(encode(error))
      assert.strictEqual(back.constructor, error.constructor)
      assert.strictEqual(encode(back), encode(error))
      assert.strictEqual(back.message, error.message)
      assert.notMatch(error.message, /undefined|null|\[object/)
    })
  )
})

it("an error can be caught by its tag", async () => {
  const caught = Effect.fail<MessageError.MessageError>(failure("Timeout")).pipe(
    Effect.catchTag("ProviderFailure", ({ reason }) => Effect.succeed(reason))
  )
  assert.strictEqual(await Effect.runPromise(caught), "Timeout")
})

it("no error accepts an error object, or anything but a short code, as its cause", () => {
  for (const cause of [new Error("secret"), { code: "ECONNRESET" }, 1, null])
    assert.throws(() => failure("Unavailable", { cause: cause as never }))
  for (const [, error] of samples) assert.isTrue(error.cause === undefined || typeof error.cause === "string")
})

it.each([NaN, Infinity, -1])("refuses a wait of %d, which neither JSON nor a clock can express", (retryAfterMs) => {
  assert.throws(() => failure("RateLimited", { retryAfterMs }))
})

it("a long input that is not a ref is cut", () => {
  const { input, message } = MessageError.InvalidRef.of("x".repeat(10_000), "a ref")
  assert.strictEqual(input, `${"x".repeat(200)}…`)
  assert.isBelow(message.length, 300)
  assert.strictEqual(MessageError.InvalidRef.of("x".repeat(200), "a ref").input, "x".repeat(200))
})

it("an input that is not a ref is shown with its control characters escaped", () => {
  assert.notMatch(MessageError.InvalidRef.of("a\n\u001b[31m\ud800", "a ref").message, /\p{Cc}|\p{Cs}/u)
})
