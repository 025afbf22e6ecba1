/** The message and the exit code of a start that failed. */
import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as ConfigError from "effect/ConfigError"
import * as Exit from "effect/Exit"
import * as FiberId from "effect/FiberId"
import { inspect } from "node:util"
import * as StartFailure from "../../src/start/StartFailure.js"
import { ListenFailure } from "../../src/socket/Listener.js"
import { InvalidOptions } from "../../src/start/Options.js"

describe("a start that failed", () => {
  it("says why it failed and what to do", () => {
    const taken = StartFailure.of(new ListenFailure({ host: "127.0.0.1", port: 80, code: "EADDRINUSE" }))
    assert.strictEqual(taken.exit, 1)
    assert.strictEqual(
      taken.message,
      "Cannot listen on 127.0.0.1, port 80: the port is in use; choose another with --port or MESSAGES_PORT"
    )
    const setting = StartFailure.of(ConfigError.InvalidData(["MESSAGES_PORT"], "expected a port"))
    assert.deepInclude(setting, {
      exit: 3,
      message: "MESSAGES_PORT cannot be used: expected a port (--port sets it too)"
    })
    const option = StartFailure.of(new InvalidOptions({ problem: "Unknown option '--x'" }))
    assert.strictEqual(option.exit, 2)
    assert.include(option.message, "--help")
  })

  it("decides the exit code of the program, for which a signal is no failure", () => {
    const failure = StartFailure.of(ConfigError.InvalidData(["MESSAGES_PORT"], "expected a port"))
    assert.strictEqual(StartFailure.exitCode(Exit.void), 0)
    assert.strictEqual(StartFailure.exitCode(Exit.failCause(Cause.interrupt(FiberId.none))), 0)
    assert.strictEqual(StartFailure.exitCode(Exit.fail(failure)), 3)
    assert.strictEqual(StartFailure.exitCode(Exit.die(new Error("no"))), 1)
  })

  it("names the kind of an unexpected error, and does not show its message", () => {
    for (const [error, code] of [
      [new TypeError("canary"), "TypeError"],
      [Object.assign(new Error("canary"), { code: "EACCES" }), "EACCES"],
      [new Error("canary", { cause: Object.assign(new Error("canary"), { code: "EMFILE" }) }), "EMFILE"],
      ["canary", "string"]
    ] as const) {
      const failure = StartFailure.of(error)
      assert.deepInclude(failure, { exit: 1, message: `Cannot start: ${code}` })
      assert.notInclude(inspect(failure), "canary")
    }
  })
})
