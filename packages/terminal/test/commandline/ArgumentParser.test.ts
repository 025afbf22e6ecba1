import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import { ArgumentParser, type Command, CommandOption, Documentation, type Program, Style } from "../../src/index.js"

const size = CommandOption.choice("--size", "<size>", "how large", { small: "for one", large: "for four" })
const dry = CommandOption.flag("--dry", "only say what would be done", "-n")
const notes = CommandOption.files("--note", "a file to add")
const name = CommandOption.requiredText("--name", "<name>", "for whom")

const bake: Command.Command = {
  name: "bake",
  summary: "bake a loaf",
  about: "Bakes a loaf.",
  argument: { name: "<loaf>", prefixes: ["rye:", "wheat:"] },
  options: [size, notes, name],
  sections: [],
  examples: ["oven bake rye:1 --name Ada"]
}

const oven: Program.Program<Command.Command> = {
  name: "oven",
  summary: "bake",
  about: "Bakes.",
  commands: [bake],
  options: [dry],
  examples: [],
  sections: [],
  notes: []
}

const parse = (...args: ReadonlyArray<string>) => ArgumentParser.parse(oven, args)

describe("a parsed command line", () => {
  it("has a typed value for each option", () => {
    const { request, value } = Either.getOrThrow(parse("-n", "bake", "rye:1", "--size=large", "--name", "Ada"))
    assert.isTrue(value(dry))
    if (request._tag !== "Run") return assert.fail(request._tag)
    const size_: "small" | "large" | undefined = request.given.value(size)
    const name_: string = request.given.value(name)
    const notes_: ReadonlyArray<string> = request.given.value(notes)
    assert.deepStrictEqual([request.given.argument, size_, name_, notes_], ["rye:1", "large", "Ada", []])
  })

  it("is refused with a problem, a command and advice", () => {
    const refused = (...args: ReadonlyArray<string>) =>
      Either.match(parse(...args), {
        onLeft: ({ advice, command, problem }) => ({ advice, command, problem }),
        onRight: () => assert.fail("it is understood")
      })
    assert.deepStrictEqual(refused("bake", "rye:1"), {
      problem: "--name is missing",
      command: "bake",
      advice: undefined
    })
    assert.deepStrictEqual(refused("bak"), {
      problem: 'There is no command "bak"',
      command: undefined,
      advice: 'Did you mean "bake"?'
    })
    assert.strictEqual(refused("bake", "x", "--size", "huge").problem, '--size takes small or large, not "huge"')
  })

  it("says whether a flag is given, even if the command line cannot be parsed", () => {
    assert.isTrue(ArgumentParser.isGiven(dry, ["nope", "--dry"]))
    assert.isFalse(ArgumentParser.isGiven(dry, ["bake", "--", "--dry"]))
  })
})

describe("the documentation", () => {
  it("uses the name of the program", () => {
    for (const request of [
      { _tag: "Help", command: undefined },
      { _tag: "Help", command: bake },
      { _tag: "Manual" },
      { _tag: "Completions", shell: "bash" },
      { _tag: "Completions", shell: "zsh" },
      { _tag: "Completions", shell: "fish" }
    ] as const) {
      const text = Documentation.render(oven, "1.0.0", request)(Style.none)
      assert.include(text.toLowerCase(), "oven")
      assert.notInclude(text, "messages")
    }
  })
})
