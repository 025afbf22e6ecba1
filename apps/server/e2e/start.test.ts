/** The start of the shipped program: options, settings, and failures. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { readFileSync } from "node:fs"
import { run, serve } from "./Program.js"

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))

describe("messages-server", () => {
  it.live("shows help and version on standard output, even if a setting is bad", () =>
    Effect.gen(function* () {
      const help = yield* run(["--help"], { MESSAGES_PORT: "bad" })
      assert.deepInclude(help, { code: 0, stderr: "" })
      assert.include(help.stdout, "Usage: messages-server [--sandbox]")
      const { code, stdout } = yield* run(["--version"])
      assert.deepStrictEqual({ code, stdout }, { code: 0, stdout: `${manifest.version}\n` })
    })
  )

  it.live("ends with 2 when an option is unknown or has a value, and for any other argument", () =>
    Effect.gen(function* () {
      for (const args of [["--nope"], ["extra"], ["--sandbox=1"], ["-x"]]) {
        const { code, stderr, stdout } = yield* run(args)
        assert.strictEqual(code, 2)
        assert.strictEqual(stdout, "")
        assert.include(stderr, "Try messages-server --help")
      }
    })
  )

  it.live("refuses an address that is not loopback without tokens", () =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* run(["--sandbox"], { MESSAGES_HOST: "0.0.0.0" })
      assert.strictEqual(code, 3)
      assert.strictEqual(stdout, "")
      assert.strictEqual(
        stderr,
        "MESSAGES_HOST cannot be used: an address that is not loopback needs MESSAGES_TOKENS (--host sets it too)\n"
      )
    })
  )

  it.scopedLive("accepts such an address with tokens", () =>
    Effect.gen(function* () {
      const environment = { MESSAGES_HOST: "0.0.0.0", MESSAGES_TOKENS: "a-canary-token" }
      const server = yield* serve(["--sandbox"], environment)
      assert.match(server.url, /^http:\/\/0\.0\.0\.0:\d+$/)
      yield* server.signal("SIGTERM")
      const { code, stderr } = yield* server.ended
      assert.strictEqual(code, 0)
      assert.notInclude(stderr, "a-canary-token")
    })
  )

  it.live("names a variable that it cannot use, without its value", () =>
    Effect.gen(function* () {
      const environments = [
        { MESSAGES_PORT: "c4n4ry" },
        { MESSAGES_TOKENS: "c4n4ry c4n4ry" },
        { FACTORY_API_KEY: "c4n4ry\nc4n4ry" },
        { HONCHO_URL: "c4n4ry" },
        { VERYFRONT_API_URL: "http://c4n4ry.example.com" }
      ]
      for (const environment of environments) {
        const [name = ""] = Object.keys(environment)
        const { code, stderr, stdout } = yield* run([], environment)
        assert.strictEqual(code, 3, stderr)
        assert.include(stderr, name)
        assert.notInclude(`${stdout}${stderr}`, "c4n4ry")
      }
    })
  )

  it.scopedLive("says so when the port is taken", () =>
    Effect.gen(function* () {
      const server = yield* serve(["--sandbox"])
      const { port } = new URL(server.url)
      const { code, stderr } = yield* run(["--sandbox"], { MESSAGES_PORT: port })
      assert.strictEqual(code, 1)
      assert.include(
        stderr,
        `Cannot listen on 127.0.0.1, port ${port}: the port is in use; choose another with --port or MESSAGES_PORT`
      )
    })
  )
})
