import { assert, describe, it } from "@effect/vitest"
import * as Nearest from "../../src/commandline/Nearest.js"

const commands = ["get", "post", "providers", "sandbox", "schema"]

describe("Nearest", () => {
  it("finds the word that the user meant", () => {
    assert.strictEqual(Nearest.of("gte", commands), "get")
    assert.strictEqual(Nearest.of("pots", commands), "post")
    assert.strictEqual(Nearest.of("provider", commands), "providers")
    assert.strictEqual(Nearest.of("SCHEMA", commands), "schema")
    assert.strictEqual(Nearest.of("--josn", ["--json", "--format"]), "--json")
  })

  it("does not guess if too little matches", () => {
    assert.isUndefined(Nearest.of("x", commands))
    assert.isUndefined(Nearest.of("delete", commands))
    assert.isUndefined(Nearest.of("", commands))
  })
})
