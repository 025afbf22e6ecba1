import { assert, describe, it } from "@effect/vitest"
import { inspect } from "node:util"
import * as Failure from "../src/Failure.js"
import { CannotListen } from "../src/Listener.js"
import { InvalidOptions } from "../src/Options.js"

describe("a start that failed", () => {
  it("says why and what to do", () => {
    const taken = Failure.of(new CannotListen({ host: "127.0.0.1", port: 80, code: "EADDRINUSE" }))
    assert.strictEqual(taken.exit, 1)
    assert.strictEqual(
      taken.message,
      "Cannot listen on 127.0.0.1, port 80: the port is in use; set MESSAGES_PORT to another"
    )
    const option = Failure.of(new InvalidOptions({ problem: "Unknown option '--x'" }))
    assert.strictEqual(option.exit, 2)
    assert.include(option.message, "--help")
  })

  it("keeps an error that nobody foresaw to itself", () => {
    assert.notInclude(inspect(Failure.of(new Error("canary"))), "canary")
  })
})
