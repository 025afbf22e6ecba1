import { assert, describe, it } from "@effect/vitest"
import * as ErrorCode from "../src/ErrorCode.js"

describe("ErrorCode", () => {
  it("is what the system calls an error", () => {
    assert.strictEqual(ErrorCode.of(Object.assign(new Error("no"), { code: "ENOENT" })), "ENOENT")
    assert.strictEqual(ErrorCode.of({ code: 5 }), "5")
  })

  it("is not there where nothing has one", () => {
    for (const cause of [new Error("no"), {}, { code: undefined }, undefined, null, "ENOENT", 5])
      assert.isUndefined(ErrorCode.of(cause))
  })
})
