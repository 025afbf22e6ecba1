import { assert, describe, it } from "@effect/vitest"
import { MessageError, type Messages } from "@org/messages-core"
import { StreamFailure } from "@org/messages-terminal"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import { fileURLToPath } from "node:url"
import { ref, run } from "../support.js"

describe("post", () => {
  const posted = { ref: ref("factory:s1/m9"), agentStatus: "pending" }
  const able: Messages.Availability = {
    provider: "factory",
    url: "https://x",
    configured: true,
    operations: ["get", "post"]
  }

  const posting = (availability: Partial<Messages.Availability> = {}) => {
    const drafts: Array<unknown> = []
    return {
      drafts,
      port: {
        providers: Effect.succeed([
          { ...able, ...availability },
          { ...able, provider: "mielto" as const, operations: ["get" as const] }
        ]),
        post: ({ ref }: { readonly ref: string }, draft: unknown) =>
          Effect.sync(() => drafts.push([ref, draft])).pipe(Effect.as(posted))
      }
    }
  }

  it.effect("posts the text and gives the result", () =>
    Effect.gen(function* () {
      const { drafts, port } = posting()
      const { exit, stdout } = yield* run(["post", "factory:s1", "--text", "Hi", "--computer-id", "c"], { port })
      assert.strictEqual(exit, 0)
      assert.deepStrictEqual(JSON.parse(stdout), posted)
      assert.deepStrictEqual(drafts, [["factory:s1?computerId=c", { text: "Hi" }]])
    })
  )

  it.effect("tells a person on standard error how to read the message, and that the reply comes later", () =>
    Effect.gen(function* () {
      const { stderr, stdout } = yield* run(["post", "factory:s1", "--text", "Hi"], { ...posting(), terminal: true })
      assert.strictEqual(stdout, "posted  factory:s1/m9\nagent   pending\n")
      assert.match(stderr, /agent replies later.*messages get factory:s1\/m9\n$/)
    })
  )

  it.effect("reads the whole text from standard input", () =>
    Effect.gen(function* () {
      const { drafts, port } = posting()
      yield* run(["post", "factory:s1", "--text", "-"], { port, stdin: "\ufeffzwei\r\nZeilen\n" })
      assert.deepStrictEqual(drafts, [["factory:s1", { text: "\ufeffzwei\r\nZeilen\n" }]])
    })
  )

  it.effect("takes the text as an argument, or from a pipe", () =>
    Effect.gen(function* () {
      for (const [args, stdin, text] of [
        [["Hi there"], undefined, "Hi there"],
        [["--", "--text"], undefined, "--text"],
        [["-"], "piped\n", "piped\n"],
        [[], "piped\n", "piped\n"],
        [[], "-", "-"],
        [["--text", "-"], "piped\n", "piped\n"],
        [["Hi"], "not this", "Hi"]
      ] as const) {
        const { drafts, port } = posting()
        const { exit } = yield* run(["post", "factory:s1", ...args], { port, ...(stdin !== undefined && { stdin }) })
        assert.deepStrictEqual([exit, drafts], [0, [["factory:s1", { text }]]], args.join(" "))
      }
    })
  )

  it.effect("says how to give the text if it is missing or given twice", () =>
    Effect.gen(function* () {
      const { drafts, port } = posting()
      for (const world of [
        { port, stdin: "" },
        { port, terminal: true, stdin: "is not read" }
      ]) {
        const { exit, stderr } = yield* run(["post", "factory:s1"], world)
        assert.strictEqual(exit, 2)
        assert.match(stderr, /^error: --text is missing\n.*messages post factory:s1 "text"\n.*messages post --help\n$/)
      }
      const twice = yield* run(["post", "factory:s1", "a", "--text", "b"], { port })
      assert.strictEqual(twice.exit, 2)
      assert.match(twice.stderr, /^error: The text is given twice\n/)
      assert.deepStrictEqual(drafts, [])
    })
  )

  it.effect("says what to type if standard input is a terminal", () =>
    Effect.gen(function* () {
      const { stderr } = yield* run(["post", "factory:s1", "--text", "-"], { ...posting(), terminal: true, stdin: "x" })
      assert.match(stderr, /^Type the message, then Enter and Ctrl-D\.\n/)
    })
  )

  it.effect("refuses standard input that is not UTF-8", () =>
    Effect.gen(function* () {
      const { drafts, port } = posting()
      const { exit, stderr } = yield* run(["post", "factory:s1", "--text", "-"], { port, stdin: Uint8Array.of(0xff) })
      assert.strictEqual(exit, 2)
      assert.match(stderr, /Standard input is not text in UTF-8/)
      assert.deepStrictEqual(drafts, [])
    })
  )

  it.effect("checks whether it can post before it reads anything", () =>
    Effect.gen(function* () {
      const { drafts, port } = posting({ configured: false, missing: "FACTORY_API_KEY" })
      const missing = yield* run(["post", "factory:s1", "--text", "-", "--image", "/nope"], { port })
      assert.strictEqual(missing.exit, 3)
      assert.match(missing.stderr, /FACTORY_API_KEY/)
      const unsupported = yield* run(["post", "mielto:conversation/c", "--text", "-"], { port })
      assert.strictEqual(unsupported.exit, 5)
      assert.match(unsupported.stderr, /Posting to Mielto is not supported yet/)
      assert.deepStrictEqual(drafts, [])
    })
  )

  it.effect("sends nothing if a file cannot be read", () =>
    Effect.gen(function* () {
      const { drafts, port } = posting()
      const { exit, stderr } = yield* run(["post", "factory:s1", "--text", "x", "--file", "/no/such"], { port })
      assert.strictEqual(exit, 2)
      assert.match(stderr, /\/no\/such cannot be attached: it does not exist/)
      assert.deepStrictEqual(drafts, [])
    })
  )

  it.effect("names the file that the provider does not take", () =>
    Effect.gen(function* () {
      const file = fileURLToPath(import.meta.url)
      for (const [path, option] of [
        ["/images/1/data", "--image"],
        ["/files/1", "--file"]
      ] as const) {
        const refuse = () => new MessageError.InvalidDraft({ provider: "factory", path, problem: "is too odd" })
        const args = ["post", "factory:s1", "x", option, "/dev/null", option, file]
        const world = { port: { ...posting().port, post: refuse } }
        const said = yield* run(args, world)
        assert.strictEqual(said.exit, 2)
        assert.include(said.stderr, `error: ${file} cannot be posted to Factory: ${path} is too odd\n`)
        const told = yield* run([...args, "--json"], world)
        const problem = JSON.parse(told.stderr)
        assert.deepInclude(problem, { file, path, type: "urn:messages:problem:invalid-draft" })
        assert.isNotEmpty(problem.advice)
      }
    })
  )

  it.effect("reports on a signal that the outcome is unknown, but only while the post is under way", () =>
    Effect.gen(function* () {
      const asked = yield* Deferred.make<true>()
      const signals = Effect.as(Deferred.await(asked), "SIGINT" as const)
      const stuck = () => Effect.zipRight(Deferred.succeed(asked, true), Effect.never)
      const port = { ...posting().port, post: stuck, get: stuck }
      const post = yield* run(["post", "factory:s1", "--text", "x"], { port, signals })
      assert.strictEqual(post.exit, 130)
      assert.match(post.stderr, /whether the message was delivered is unknown/)
      const get = yield* run(["get", "factory:s1/m1"], { port, signals })
      assert.deepInclude(get, { exit: 130, stderr: "" })
    })
  )

  it.effect("prints the ref of a posted message to standard error if standard output fails", () =>
    Effect.gen(function* () {
      for (const [code, exit, label] of [
        ["ENOSPC", 1, "error"],
        ["EPIPE", 0, "note"]
      ] as const) {
        const world = { port: posting().port, written: new StreamFailure({ stream: "standard output", code }) }
        const said = yield* run(["post", "factory:s1", "--text", "x"], world)
        assert.strictEqual(said.exit, exit)
        assert.include(said.stderr, `${label}: The message was posted as factory:s1/m9, but the standard output`)
        const told = yield* run(["post", "factory:s1", "--text", "x", "--json"], world)
        assert.strictEqual(told.exit, exit)
        assert.deepInclude(JSON.parse(told.stderr), { type: "urn:messages:problem:stream", ref: "factory:s1/m9" })
      }
    })
  )

  it.effect("prints the ref of a posted message if a signal comes before it is printed", () =>
    Effect.gen(function* () {
      const interrupted = Effect.fnUntraced(function* (args: ReadonlyArray<string>) {
        const printing = yield* Deferred.make<true>()
        return yield* run(args, {
          port: posting().port,
          written: Effect.zipRight(Deferred.succeed(printing, true), Effect.never),
          signals: Effect.as(Deferred.await(printing), "SIGINT" as const)
        })
      })
      const said = yield* interrupted(["post", "factory:s1", "--text", "x"])
      assert.strictEqual(said.exit, 130)
      assert.match(said.stderr, /^error: Interrupted after the message was posted as factory:s1\/m9\n/)
      const told = yield* interrupted(["post", "factory:s1", "--text", "x", "--json"])
      assert.deepInclude(JSON.parse(told.stderr), { type: "urn:messages:problem:interrupted", ref: "factory:s1/m9" })
    })
  )

  it.effect("takes every option value literally, whatever it looks like", () =>
    Effect.gen(function* () {
      for (const text of [
        "",
        "--text=\nfoo",
        "--text",
        "--text=x",
        "--",
        "--json",
        "-h",
        "=",
        "a\nb",
        "true",
        "--nope=\n"
      ])
        for (const args of [["--text", text], [`--text=${text}`]]) {
          const { drafts, port } = posting()
          const { exit } = yield* run(["post", ...args, "--", "factory:s1"], { port })
          assert.deepStrictEqual([exit, drafts], [0, [["factory:s1", { text }]]], JSON.stringify(args))
        }
    })
  )

  it.effect("takes the argument literally, whatever it looks like", () =>
    Effect.gen(function* () {
      for (const args of [
        ["--strict", "true"],
        ["--strict", "--", "--strict"],
        ["--", "--format=json"]
      ])
        assert.match((yield* run(["get", ...args])).stderr, new RegExp(`^error: "${args.at(-1)}" is not a valid ref`))
      const two = yield* run(["post", "factory:s1", "x", "--", "--strict"])
      assert.match(two.stderr, /^error: "--strict" is one argument too many\n/)
    })
  )
})
