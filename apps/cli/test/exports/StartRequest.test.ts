/** The request of `messages exports start`, with the format of the lines. */
import { assert, describe, it } from "@effect/vitest"
import { Conversion, Formats } from "@org/messages-formats"
import { adapters } from "@org/messages-runtime/ProviderForms"
import { ArgumentParser } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as FormatNames from "../../src/commandline/FormatNames.js"
import { program } from "../../src/commands/MessagesProgram.js"
import * as StartRequest from "../../src/exports/StartRequest.js"
import { message, run } from "../support.js"

const parse = (...args: ReadonlyArray<string>) =>
  Effect.suspend(() => {
    const { request } = Either.getOrThrow(ArgumentParser.parse(program, ["exports", "start", ...args]))
    return request._tag === "Run" ? StartRequest.parse(request.given) : assert.fail(`asks for ${request._tag}`)
  })

describe("messages exports start", () => {
  it.effect("asks for the format of the lines, and for none without --to", () =>
    Effect.gen(function* () {
      const conversations = ["factory:s1"]
      assert.deepStrictEqual(yield* parse("factory:s1"), { conversations })
      assert.deepStrictEqual(yield* parse("factory:s1", "--to", "chat"), { conversations, format: "chat" })
      assert.deepStrictEqual(yield* parse("--all", "honcho:w", "--to=anthropic", "--format", "json"), {
        provider: "honcho",
        parent: "w",
        format: "anthropic"
      })
    })
  )

  it.effect("refuses formats whose documents are not JSON, before it sends anything", () =>
    Effect.gen(function* () {
      for (const format of ["ndjson", "markdown", "html", "cht"]) {
        const { exit, stderr } = yield* run(["exports", "start", "factory:s1", "--to", format])
        assert.strictEqual(exit, 2)
        assert.include(stderr, "--to takes")
      }
    })
  )

  const registry = Formats.withProviders(adapters)
  it.each(Object.keys(FormatNames.lines))("offers a format that can write a message as JSON: %s", (format) => {
    assert.isDefined(registry.get(format))
    const written = Conversion.write(registry, [message({ role: "user" })], format, "none")
    if (Either.isRight(written)) assert.strictEqual(typeof written.right.value, "object")
    else assert.strictEqual(written.left._tag, "NotExpressible")
  })
})
