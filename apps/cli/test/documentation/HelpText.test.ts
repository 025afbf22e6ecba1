import { assert, describe, it } from "@effect/vitest"
import { Provider, RefGrammar } from "@org/messages-core"
import { Sandbox } from "@org/messages-runtime"
import { Documentation, Style } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { program } from "../../src/commands/MessagesProgram.js"
import { run } from "../support.js"

const helpOf = (name: string | undefined, columns?: number): string => {
  const command = program.commands.find((command) => command.name === name)
  return Documentation.render(program, "1.2.3", { _tag: "Help", command })(Style.none, columns)
}

/** The lines of one section of a help text. */
const section = (help: string, title: string): string => help.split(`\n${title}\n`)[1]?.split("\n\n")[0] ?? ""

const names = [undefined, ...program.commands.map(({ name }) => name)]

describe("help", () => {
  it("has every provider, with its refs, its variables and the options for its ids", () => {
    const [root, get, providers, sandbox] = [undefined, "get", "providers", "sandbox"].map((name) => helpOf(name))
    for (const name of Provider.names) {
      const { query, title } = Provider.descriptors[name]
      assert.include(root, title)
      assert.match(sandbox?.replaceAll("\n", " ") ?? "", new RegExp(`^Simulates .*${title}.* on 127`))
      assert.include(get, `\n  ${RefGrammar.of("message", name).usage}\n`)
      if (query !== undefined)
        assert.include(get, `${title}'s ${query.replace("Id", "")}, instead of ?${query}= in the ref`)
    }
    for (const variable of Object.keys(Sandbox.environment(""))) assert.include(providers, variable)
    assert.include(
      providers?.replace(/\n +/g, " "),
      "A provider's URL is the part before /api/v0, /api/v1, /v3 or /conversations."
    )
  })

  it.effect("can be asked for in every way, with no configuration", () =>
    Effect.gen(function* () {
      for (const args of [["--help"], ["-h"], ["help"], ["--json", "--help"]])
        assert.deepInclude(yield* run(args), { exit: 0, stdout: helpOf(undefined), stderr: "" })
      for (const { name } of program.commands)
        for (const args of [
          [...name.split(" "), "--help"],
          ["help", ...name.split(" ")],
          ["-h", ...name.split(" ")]
        ])
          assert.deepInclude(yield* run(args), { exit: 0, stdout: helpOf(name), stderr: "" })
    })
  )

  it("names every option of a command, and no other", () => {
    const options = (help: string, title: string) =>
      [...section(help, title).matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, name]) => name)
    for (const { name, options: own } of program.commands)
      assert.deepStrictEqual(
        options(helpOf(name), "OPTIONS"),
        own.map(({ name }) => name)
      )
    assert.deepStrictEqual(options(helpOf(undefined), "GLOBAL OPTIONS"), [
      "--json",
      "--sandbox",
      "--help",
      "--version",
      "--completions",
      "--man"
    ])
    for (const { name } of program.commands)
      assert.includeMembers(options(helpOf(name), "GLOBAL OPTIONS"), ["--json", "--sandbox", "--help"])
  })

  it("has examples that parse", () => {
    const words = [...program.commands, ...(program.groups ?? [])].map(({ name }) => name)
    for (const name of names)
      for (const [, line = ""] of section(helpOf(name), "EXAMPLES").matchAll(/^ {2}messages (.*)$/gm))
        assert.include(words, line.replace(/^--sandbox /, "").split(" ")[0])
  })

  it("has an example for every command that works with --sandbox", () => {
    const offline = ["formats", "sandbox", "schema"]
    // They are about a server, which has sandboxes of its own.
    for (const { examples, name } of program.commands.filter(
      ({ name }) => !offline.includes(name) && !name.startsWith("exports ")
    ))
      assert.isTrue(
        examples.some((line) => line.startsWith("messages --sandbox ") && `${line} `.includes(` ${name} `)),
        name
      )
  })

  it("fits a terminal of 80 columns, and a narrower one if its words do", () => {
    for (const name of names) {
      for (const columns of [undefined, 80, 200])
        for (const line of helpOf(name, columns).split("\n")) assert.isAtMost(line.length, 80, line)
      const prose = helpOf(name, 60).split("\nEXAMPLES")[0]?.split("\n") ?? []
      for (const line of prose.filter((line) => !/^ {2}(messages|factory:|mielto:|honcho:)/.test(line)))
        assert.isAtMost(line.length, 60, line)
      assert.strictEqual(helpOf(name, 60).replace(/\s+/g, ""), helpOf(name).replace(/\s+/g, ""))
    }
  })

  it.effect("highlights its headings on a terminal, and uses its width", () =>
    Effect.gen(function* () {
      const { stdout } = yield* run(["--help"], { terminal: true, colour: true, columns: 60 })
      assert.include(stdout, "\u001b[1mEXIT CODES\u001b[22m\n")
      assert.include(stdout, "Reads and writes messages of Factory, Mielto, Honcho and\nVeryfront")
    })
  )
})
