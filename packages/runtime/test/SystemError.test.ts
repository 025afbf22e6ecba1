import { assert, describe, it } from "@effect/vitest"
import * as SystemError from "../src/SystemError.js"

describe("SystemError", () => {
  it("is the code of the system", () => {
    assert.strictEqual(SystemError.of(Object.assign(new Error("no"), { code: "ENOENT" })), "ENOENT")
    assert.strictEqual(SystemError.of({ code: 5 }), "5")
  })

  it("is nothing if there is no code", () => {
    for (const cause of [new Error("no"), {}, { code: undefined }, undefined, null, "ENOENT", 5])
      assert.isUndefined(SystemError.of(cause))
  })
})
