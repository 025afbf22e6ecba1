import { assert, describe, it } from "@effect/vitest"
import { MessageError } from "@org/messages-core"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import { failure, message, ref, run } from "../support.js"

const got = (text: string) => message({ ref: ref(text) })

const port = {
  get: ({ ref }: { readonly ref: string }) =>
    ref.endsWith("/none")
      ? Effect.fail(new MessageError.MessageNotFound({ provider: "factory", ref }))
      : ref.endsWith("/down")
        ? Effect.fail(failure({}))
        : Effect.succeed(got(ref))
}

const linesOf = (text: string): ReadonlyArray<Record<string, unknown>> =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))

describe("get of several refs", () => {
  it.effect("prints a line for each, in their order, and exits with the highest code", () =>
    Effect.gen(function* () {
      const refs = ["factory:s/a", "factory:s/down", "nonsense", "factory:s/none", "factory:s/b", "factory:s/a"]
      const said = yield* run(["get", ...refs], { port })
      assert.strictEqual(said.exit, 7)
      const lines = linesOf(said.stdout)
      assert.deepStrictEqual(
        lines.map(({ ref }) => ref),
        refs
      )
      assert.deepStrictEqual(lines[0], { ref: "factory:s/a", message: got("factory:s/a") })
      assert.deepInclude(lines[2]?.["error"], { type: "urn:messages:problem:invalid-ref", status: 400 })
      assert.deepInclude(lines[3]?.["error"], { type: "urn:messages:problem:message-not-found", status: 404 })
      assert.strictEqual(said.stderr, "error: 3 of 6 messages could not be read\n")
    })
  )

  it.effect("reads refs from standard input, in the place of -", () =>
    Effect.gen(function* () {
      const said = yield* run(["get", "factory:s/a", "-", "factory:s/d"], {
        port,
        stdin: "factory:s/b\r\n\nfactory:s/c"
      })
      assert.deepInclude(said, { exit: 0, stderr: "" })
      assert.deepStrictEqual(
        linesOf(said.stdout).map(({ ref }) => ref),
        ["a", "b", "c", "d"].map((id) => `factory:s/${id}`)
      )
      const single = yield* run(["get", "-"], { port, stdin: "factory:s/b\n" })
      assert.strictEqual(linesOf(single.stdout).length, 1)
      assert.deepInclude(yield* run(["get", "-"], { port }), { exit: 0, stdout: "", stderr: "" })
    })
  )

  it.effect("prints results as they come with --unordered", () =>
    Effect.gen(function* () {
      const second = yield* Deferred.make<true>()
      const waiting = {
        get: ({ ref }: { readonly ref: string }) =>
          ref === "factory:s/a"
            ? Effect.as(Deferred.await(second), got(ref))
            : Effect.zipRight(Deferred.succeed(second, true), Effect.succeed(got(ref)))
      }
      const said = yield* run(["get", "factory:s/a", "factory:s/b", "--unordered"], { port: waiting })
      assert.deepStrictEqual(
        linesOf(said.stdout).map(({ ref }) => ref),
        ["factory:s/b", "factory:s/a"]
      )
    })
  )

  it.effect("shows messages to a person one after another, and errors on standard error", () =>
    Effect.gen(function* () {
      const said = yield* run(["get", "factory:s/a", "factory:s/none", "factory:s/b"], { port, terminal: true })
      assert.strictEqual(said.exit, 4)
      assert.match(said.stdout, /^assistant {2}factory:s\/a\n(.*\n)*\nassistant {2}factory:s\/b\n/)
      assert.match(said.stderr, /^error: Factory has no message factory:s\/none.*\n(.*\n)*error: 1 of 3 messages/)
    })
  )

  it.effect("prints one document of a format, in the order of the refs, and errors on standard error", () =>
    Effect.gen(function* () {
      const port = {
        get: ({ ref }: { readonly ref: string }) =>
          ref.endsWith("/none")
            ? Effect.fail(new MessageError.MessageNotFound({ provider: "factory", ref }))
            : Effect.succeed(message({ parts: [{ type: "text", text: `${ref} a@example.com` }] }))
      }
      const said = (text: string) => ({ role: "assistant", content: `${text} [redacted: e-mail address]` })
      const args = ["get", "factory:s/a", "-", "factory:s/c", "--format", "chat", "--redact"]
      const whole = yield* run(args, { port, stdin: "factory:s/b\n" })
      assert.strictEqual(whole.exit, 0)
      assert.deepStrictEqual(JSON.parse(whole.stdout), [said("factory:s/a"), said("factory:s/b"), said("factory:s/c")])
      assert.match(whole.stderr, /^redacted: 3 × e-mail address\n\d+ leaves dropped/)
      const part = yield* run(args, { port, stdin: "factory:s/none nonsense" })
      assert.strictEqual(part.exit, 4)
      assert.deepStrictEqual(JSON.parse(part.stdout), [said("factory:s/a"), said("factory:s/c")])
      assert.match(
        part.stderr,
        /^error: Factory has no message factory:s\/none[^]*error: 2 of 4 messages could not be read/
      )
      const none = yield* run(["get", "factory:s/none", "factory:t/none", "--format", "ai-sdk"], { port })
      assert.deepInclude(none, { exit: 4, stdout: "" })
      const lossy = ["get", "factory:s/a", "factory:s/b", "--format", "anthropic", "--fail-on", "dropped"]
      assert.strictEqual((yield* run(lossy, { port })).exit, 10)
      const both = yield* run([...lossy, "factory:s/none"], { port })
      assert.strictEqual(both.exit, 10)
      assert.include(both.stderr, "error: 1 of 3 messages could not be read")
    })
  )

  it.effect("uses the ids that options give, and refuses options for one ref", () =>
    Effect.gen(function* () {
      const said = yield* run(["get", "mielto:a", "mielto:b", "--workspace-id", "w"], { port })
      assert.deepStrictEqual(
        linesOf(said.stdout).map(({ ref }) => ref),
        ["mielto:a?workspaceId=w", "mielto:b?workspaceId=w"]
      )
      for (const args of [
        ["--strict"],
        ["--format", "raw"],
        ["--redact"],
        ["--report", "-"],
        ["--workspace-id", "w"]
      ]) {
        const refused = yield* run(["get", "factory:s/a", "factory:s/b", ...args], { port })
        assert.deepInclude(refused, { exit: 2, stdout: "" })
      }
    })
  )
})
