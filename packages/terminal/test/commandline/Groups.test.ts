import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import { execFileSync } from "node:child_process"
import { ArgumentParser, type Command, CommandOption, Documentation, type Program, Style } from "../../src/index.js"

const command = (name: string, more: Partial<Command.Command> = {}): Command.Command => ({
  name,
  summary: `${name} bread`,
  about: `About ${name}.`,
  options: [],
  sections: [],
  examples: [`oven ${name}`],
  ...more
})

const newest = CommandOption.flag("--newest", "the newest first")

const oven: Program.Program<Command.Command> = {
  name: "oven",
  summary: "bake",
  about: "Bakes.",
  commands: [
    command("list"),
    command("store list", { options: [newest], argument: { name: "<loaf>", prefixes: ["rye:"] } }),
    command("store verify"),
    command("schema")
  ],
  groups: [{ name: "store", summary: "keep bread", about: "Keeps bread." }],
  options: [],
  examples: [],
  sections: [],
  notes: []
}

const parse = (...args: ReadonlyArray<string>) => ArgumentParser.parse(oven, args)

const requestOf = (...args: ReadonlyArray<string>) => Either.getOrThrow(parse(...args)).request

const refused = (...args: ReadonlyArray<string>) =>
  Either.match(parse(...args), {
    onLeft: ({ advice, command, problem }) => ({ advice, command, problem }),
    onRight: () => assert.fail("it is understood")
  })

const help = (...args: ReadonlyArray<string>) => {
  const request = requestOf(...args)
  return request._tag === "Help" ? Documentation.render(oven, "1", request)(Style.none) : assert.fail(request._tag)
}

const complete = (...words: ReadonlyArray<string>): string => {
  const script = Documentation.render(oven, "1", { _tag: "Completions", shell: "bash" })(Style.none)
  const lines = `${script}\nCOMP_WORDS=(oven "$@"); COMP_CWORD=$#; _oven oven; echo "\${COMPREPLY[*]}"`
  return execFileSync("bash", ["-c", lines, "bash", ...words], { encoding: "utf8" }).trim()
}

describe("a group of commands", () => {
  it("has commands of two words, with their own options", () => {
    const request = requestOf("store", "list", "rye:1", "--newest")
    if (request._tag !== "Run") return assert.fail(request._tag)
    assert.deepStrictEqual([request.command.name, request.given.argument], ["store list", "rye:1"])
    assert.isTrue(request.given.value(newest))
    const other = requestOf("list")
    assert.strictEqual(other._tag === "Run" && other.command.name, "list")
  })

  it("says which commands it has, where none or an unknown one is given", () => {
    const advice = "The commands are store list and store verify"
    assert.deepStrictEqual(refused("store"), { problem: '"store" needs a command', command: "store", advice })
    assert.deepStrictEqual(refused("store", "x"), {
      problem: 'There is no command "store x"',
      command: "store",
      advice
    })
    assert.strictEqual(refused("store", "verfy").advice, 'Did you mean "store verify"?')
    assert.strictEqual(refused("verify").advice, 'Did you mean "store verify"?')
    assert.strictEqual(refused("xyz").advice, "The commands are list, store and schema")
  })

  it("has help for itself and for each of its commands", () => {
    for (const args of [
      ["store", "--help"],
      ["help", "store"],
      ["store", "help"]
    ]) {
      assert.include(help(...args), "Keeps bread.\n\nUSAGE\n  oven store <command> [options]\n")
      assert.include(help(...args), "  store list <loaf>")
    }
    assert.include(help("store", "list", "--help"), "USAGE\n  oven store list <loaf> [options]\n")
    assert.match(help("--help"), /COMMANDS\n {2}list +list bread\n {2}store <command> +keep bread\n {2}schema/)
  })

  it("is completed in every shell", () => {
    assert.strictEqual(complete("s"), "store schema")
    assert.strictEqual(complete("store", ""), "list verify")
    assert.strictEqual(complete("store", "list", ""), "rye:")
    assert.strictEqual(complete("store", "list", "--n"), "--newest")
    assert.strictEqual(complete("list", "--n"), "")
    const script = (shell: "zsh" | "fish") =>
      Documentation.render(oven, "1", { _tag: "Completions", shell })(Style.none)
    assert.include(script("zsh"), "local -a store_commands=('list:store list bread' 'verify:store verify bread')")
    assert.include(
      script("fish"),
      "-n '__fish_seen_subcommand_from store; and __fish_seen_subcommand_from list' -l newest"
    )
    assert.include(
      script("fish"),
      "-n '__fish_seen_subcommand_from store; and not __fish_seen_subcommand_from list verify' -a verify"
    )
  })
})
