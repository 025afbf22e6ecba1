import { assert, describe, it } from "@effect/vitest"
import { execFileSync } from "node:child_process"
import * as ShellQuote from "../../src/output/ShellQuote.js"

describe("ShellQuote", () => {
  it("leaves safe words alone", () => {
    assert.strictEqual(ShellQuote.quote("factory:s1/m-1"), "factory:s1/m-1")
  })

  it("gives a shell exactly the word", () => {
    for (const word of [
      "",
      " ",
      "a b",
      "it's",
      "$HOME",
      "`id`",
      "a\nb",
      "factory:s/m?computerId=(x)*",
      "-n",
      "é",
      "\\"
    ])
      assert.strictEqual(
        execFileSync("sh", ["-c", `printf '%s.' ${ShellQuote.quote(word)}`], { encoding: "utf8" }),
        `${word}.`
      )
  })

  it("writes variables that a shell reads back", () => {
    const lines = ShellQuote.exports({ A: "1", B: "two words; $x" })
    const read = execFileSync("sh", ["-c", `${lines} printf '%s|%s' "$A" "$B"`], { encoding: "utf8" })
    assert.strictEqual(read, "1|two words; $x")
  })
})
