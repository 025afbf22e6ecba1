import { assert, describe, it } from "@effect/vitest"
import * as SystemError from "../src/SystemError.js"

describe("SystemError", () => {
  it("is what the system calls an error", () => {
    assert.strictEqual(SystemError.of(Object.assign(new Error("no"), { code: "ENOENT" })), "ENOENT")
    assert.strictEqual(SystemError.of({ code: 5 }), "5")
  })

  it("is not there where nothing has one", () => {
    for (const cause of [new Error("no"), {}, { code: undefined }, undefined, null, "ENOENT", 5])
      assert.isUndefined(SystemError.of(cause))
  })
})
