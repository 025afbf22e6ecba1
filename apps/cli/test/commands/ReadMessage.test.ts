import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { failure, message, run } from "../support.js"

const evil = "\u001b[2J\u009b1m\u202e"

describe("get", () => {
  it.effect("prints JSON to a pipe, with two spaces", () =>
    Effect.gen(function* () {
      const { exit, stderr, stdout } = yield* run(["get", "factory:s1/m1"])
      assert.strictEqual(exit, 0)
      assert.strictEqual(stdout, `${JSON.stringify(message(), null, 2)}\n`)
      assert.strictEqual(stderr, "")
    })
  )

  it.effect("prints the pretty form to a terminal, and JSON with --json or --format json", () =>
    Effect.gen(function* () {
      assert.match((yield* run(["get", "factory:s1/m1"], { terminal: true })).stdout, /^assistant {2}factory:s1\/m1\n/)
      for (const args of [
        ["--json", "get", "factory:s1/m1"],
        ["get", "factory:s1/m1", "--json"],
        ["get", "factory:s1/m1", "--format=json"]
      ])
        assert.deepStrictEqual(JSON.parse((yield* run(args, { terminal: true })).stdout), message())
      assert.match((yield* run(["get", "factory:s1/m1", "--format", "pretty"])).stdout, /^assistant/)
    })
  )

  it.effect("uses colour only on a terminal, and only if the user wants it", () =>
    Effect.gen(function* () {
      assert.include((yield* run(["get", "factory:s1/m1"], { terminal: true, colour: true })).stdout, "\u001b[1m")
      assert.notInclude((yield* run(["get", "factory:s1/m1"], { terminal: true })).stdout, "\u001b")
      assert.notInclude((yield* run(["get", "factory:s1/m1", "--format", "pretty"])).stdout, "\u001b")
    })
  )

  it.effect("prints the provider's body byte for byte to a pipe", () =>
    Effect.gen(function* () {
      const body = Uint8Array.from({ length: 256 }, (_, index) => index)
      const world = { port: { getRaw: () => Effect.succeed({ body }) } }
      const { stdoutBytes } = yield* run(["get", "factory:s1/m1", "--format", "raw"], world)
      assert.deepStrictEqual(new Uint8Array(stdoutBytes), body)
    })
  )

  it.effect("escapes control characters on a terminal, in every format", () =>
    Effect.gen(function* () {
      const shown = message({ parts: [{ type: "text", text: `a${evil}b` }] })
      const world = {
        terminal: true,
        port: {
          get: () => Effect.succeed(shown),
          getRaw: () => Effect.succeed({ body: new TextEncoder().encode(`{"a":"${evil}"}`) })
        }
      }
      for (const format of ["pretty", "json", "raw"]) {
        const { stdout } = yield* run(["get", "factory:s1/m1", "--format", format], world)
        assert.notMatch(stdout, /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u, format)
        assert.include(stdout, "\\u001b[2J\\u009b1m\\u202e", format)
      }
      const { stdout } = yield* run(["get", "factory:s1/m1", "--json"], world)
      assert.deepStrictEqual(JSON.parse(stdout), shown)
    })
  )

  it.effect("leaves JSON in a pipe as JSON.stringify writes it", () =>
    Effect.gen(function* () {
      const shown = message({ parts: [{ type: "text", text: `a${evil}\ud800b` }] })
      const { stdout } = yield* run(["get", "factory:s1/m1"], { port: { get: () => Effect.succeed(shown) } })
      assert.strictEqual(stdout, `${JSON.stringify(shown, null, 2)}\n`)
    })
  )

  it.effect("reads the address that the ref and the options give together", () =>
    Effect.gen(function* () {
      const asked: Array<string> = []
      const world = {
        port: {
          get: ({ ref }: { readonly ref: string }) => Effect.sync(() => asked.push(ref)).pipe(Effect.as(message()))
        }
      }
      yield* run(["get", "factory:s1/m1", "--computer-id", "c 1"], world)
      yield* run(["get", "--workspace-id=wsp_1", "mielto:m1"], world)
      assert.deepStrictEqual(asked, ["factory:s1/m1?computerId=c%201", "mielto:m1?workspaceId=wsp_1"])
    })
  )

  it.effect("with --strict prints the message, lists the drift and exits with 8", () =>
    Effect.gen(function* () {
      const drift = [{ path: "/role", expected: '"user"' }]
      const strict = yield* run(["get", "factory:s1/m1", "--strict"], { drift })
      assert.strictEqual(strict.exit, 8)
      assert.deepStrictEqual(JSON.parse(strict.stdout), message())
      assert.include(strict.stderr, '/role: expected "user"')
      const json = yield* run(["get", "factory:s1/m1", "--strict", "--json"], { drift })
      assert.deepInclude(JSON.parse(json.stderr), { type: "urn:messages:problem:drift", drift })
      assert.strictEqual((yield* run(["get", "factory:s1/m1"], { drift })).exit, 0)
      assert.strictEqual((yield* run(["get", "factory:s1/m1", "--strict"])).exit, 0)
    })
  )

  it.effect("with --strict --format raw prints the body, and compares that body with the contract", () =>
    Effect.gen(function* () {
      const drift = [{ path: "", expected: "JSON" }]
      const world = { drift, port: { getRaw: () => Effect.succeed({ body: new TextEncoder().encode("<html>") }) } }
      const args = ["get", "factory:s1/m1", "--format", "raw"]
      assert.deepInclude(yield* run([...args, "--strict"], world), { exit: 8, stdout: "<html>" })
      assert.deepInclude(yield* run(args, world), { exit: 0, stdout: "<html>" })
    })
  )

  it.effect("reports the port's error with its exit code, as text or as a problem", () =>
    Effect.gen(function* () {
      const world = { port: { get: () => failure({ reason: "RateLimited", retryAfterMs: 7000 }) } }
      const said = yield* run(["get", "factory:s1/m1"], world)
      assert.strictEqual(said.exit, 6)
      assert.strictEqual(said.stdout, "")
      assert.match(said.stderr, /^error: Factory is limiting[^]*Try again in 7 seconds\n$/)
      const told = yield* run(["get", "factory:s1/m1", "--json"], world)
      assert.strictEqual(told.exit, 6)
      assert.deepInclude(JSON.parse(told.stderr), { type: "urn:messages:problem:rate-limited", retryAfter: 7 })
    })
  )
})
