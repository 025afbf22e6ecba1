import { assert, describe, it } from "@effect/vitest"
import { Documentation, Style } from "@org/messages-terminal"
import { execFileSync, spawnSync } from "node:child_process"
import { program } from "../../src/commands/MessagesProgram.js"

const page = Documentation.render(program, "1.2.3", { _tag: "Manual" })(Style.none)

const hasGroff = spawnSync("groff", ["--version"]).status === 0

if (!hasGroff) console.warn("groff is not installed: its test is skipped")

describe("the manual page", () => {
  it("has every command, option and exit code", () => {
    for (const { name, options } of program.commands) {
      assert.include(page, `.SS messages ${name}`)
      for (const option of options) assert.include(page, `.B ${option.name.replaceAll("-", "\\-")}`)
    }
    for (const title of ["NAME", "SYNOPSIS", "ENVIRONMENT", "EXIT CODES"]) assert.include(page, `.SH ${title}\n`)
  })

  it("escapes text that looks like a macro", () => {
    for (const line of page.split("\n")) if (/^['.]/.test(line)) assert.match(line, /^\.(TH|SH|SS|PP|TP|B|br|nf|fi)\b/)
  })

  it.skipIf(!hasGroff)("is formatted without a warning", () => {
    const formatted = spawnSync("groff", ["-man", "-ww", "-Tutf8", "-P-c"], { input: page, encoding: "utf8" })
    assert.deepStrictEqual([formatted.status, formatted.stderr], [0, ""])
    const text = execFileSync("col", ["-bx"], { input: formatted.stdout, encoding: "utf8" })
    assert.include(text, 'messages post factory:5f1c --text "Why does the build fail?"')
    assert.include(text, "FACTORY_API_KEY, FACTORY_API_URL")
  })
})
