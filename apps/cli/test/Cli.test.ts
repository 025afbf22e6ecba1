import { assert, describe, it } from "@effect/vitest"
import { JsonSchema } from "@org/messages-core"
import { StreamFailure } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { run } from "./support.js"

describe("the command line", () => {
  it.effect("prints the JSON Schema", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(JSON.parse((yield* run(["schema"])).stdout), JsonSchema.message())
    })
  )

  it.effect("prints its version", () =>
    Effect.gen(function* () {
      assert.deepInclude(yield* run(["--version"]), { exit: 0, stdout: "1.2.3\n", stderr: "" })
      assert.deepInclude(yield* run(["get", "--version"]), { exit: 0, stdout: "1.2.3\n" })
    })
  )

  it.effect("exits with 2 for a wrong command line, with an error as text or as one problem", () =>
    Effect.gen(function* () {
      for (const args of [
        [],
        ["gte"],
        ["get"],
        ["read", "a", "b"],
        ["get", "nope"],
        ["get", "factory:a/b", "--nope"],
        ["post", "factory:a"],
        ["post", "factory:a", "--text", "a", "--text", "b"],
        ["sandbox", "--port", "x"]
      ]) {
        const said = yield* run(args)
        assert.strictEqual(said.exit, 2, args.join(" "))
        assert.strictEqual(said.stdout, "")
        assert.match(said.stderr, /^error: /m)
        assert.notMatch(said.stderr, /undefined|ValidationError|_tag/)
        const told = yield* run([...args, "--json"])
        assert.strictEqual(told.exit, 2, args.join(" "))
        assert.deepInclude(JSON.parse(told.stderr), { status: 400, origin: "caller" })
      }
    })
  )

  it.effect("refuses --json with another format", () =>
    Effect.gen(function* () {
      const { exit, stderr } = yield* run(["get", "factory:a/b", "--json", "--format", "raw"])
      assert.strictEqual(exit, 2)
      assert.deepInclude(JSON.parse(stderr), { detail: "--json and --format raw cannot be combined" })
    })
  )

  it.effect("says once what is wrong with a command line, and where to find help", () =>
    Effect.gen(function* () {
      const { stderr } = yield* run(["post", "factory:a", "b", "c"])
      assert.strictEqual(
        stderr,
        'error: "c" is one argument too many\n  → Put quotes around an argument with spaces\n  → See messages post --help\n'
      )
      assert.match((yield* run(["post", "factory:a"])).stderr, /^error: --text is missing\n/)
      assert.match((yield* run(["get"])).stderr, /^error: <ref> is missing\n/)
      assert.match(
        (yield* run(["post", "c", "--text", "a", "--text", "b"])).stderr,
        /^error: --text is given more than once\n/
      )
    })
  )

  it.effect("shows its help to a user who gives no command", () =>
    Effect.gen(function* () {
      const { stderr, stdout } = yield* run([])
      assert.strictEqual(stdout, "")
      assert.include(stderr, "EXAMPLES")
    })
  )

  it.effect("ends quietly with 0 when the reader of a pipe has gone", () =>
    Effect.gen(function* () {
      const written = new StreamFailure({ stream: "standard output", code: "EPIPE" })
      assert.deepInclude(yield* run(["schema"], { written }), { exit: 0, stderr: "" })
    })
  )

  it.effect("reports that its output cannot be written", () =>
    Effect.gen(function* () {
      const written = new StreamFailure({ stream: "standard output", code: "ENOSPC" })
      const { exit, stderr } = yield* run(["schema"], { written })
      assert.strictEqual(exit, 1)
      assert.match(stderr, /ENOSPC/)
    })
  )

  it.effect("exits with 1 for a bug of its own, and shows no value", () =>
    Effect.gen(function* () {
      const world = { port: { get: () => Effect.die({ key: "fk-canary" }) } }
      for (const args of [
        ["get", "factory:a/b"],
        ["get", "factory:a/b", "--json"]
      ]) {
        const { exit, stderr } = yield* run(args, world)
        assert.strictEqual(exit, 1)
        assert.match(stderr, /bug in messages/)
        assert.notInclude(stderr, "fk-canary")
      }
    })
  )

  it.effect("colours an error if the user wants colour, and keeps the advice readable without it", () =>
    Effect.gen(function* () {
      assert.include((yield* run(["gte"], { terminal: true, colour: true })).stderr, "\u001b[31merror:\u001b[39m")
      assert.notInclude((yield* run(["gte"], { terminal: true })).stderr, "\u001b")
    })
  )
})
