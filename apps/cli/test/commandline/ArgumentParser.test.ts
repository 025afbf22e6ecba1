import { assert, describe, it } from "@effect/vitest"
import { ArgumentParser } from "@org/messages-terminal"
import * as Either from "effect/Either"
import * as GlobalFlags from "../../src/commandline/GlobalFlags.js"
import { program } from "../../src/commands/MessagesProgram.js"

const parse = (...args: ReadonlyArray<string>) => Either.getOrThrow(ArgumentParser.parse(program, args))

/** The values that a command gets, for the options that are given. */
const read = (...args: ReadonlyArray<string>) => {
  const { request, value: global } = parse(...args)
  if (request._tag !== "Run") return assert.fail(`asks for ${request._tag}`)
  const { command, given } = request
  const values = command.options.map((option): readonly [string, unknown] => [option.name, given.value(option)])
  const present = values.filter(([, value]) => !(value === undefined || value === false || [value].flat().length === 0))
  const globals = { json: global(GlobalFlags.json), sandbox: global(GlobalFlags.sandbox) }
  return { ...globals, command: command.name, argument: given.argument, options: Object.fromEntries(present) }
}

const problem = (...args: ReadonlyArray<string>) =>
  Either.match(ArgumentParser.parse(program, args), {
    onLeft: ({ advice, problem }) => [problem, ...(advice === undefined ? [] : [advice])].join(" | "),
    onRight: (parsed) => assert.fail(`was understood as ${JSON.stringify(parsed)}`)
  })

describe("ArgumentParser", () => {
  it("takes --json and --sandbox anywhere", () => {
    for (const args of [
      ["--json", "--sandbox", "get", "factory:a/b", "--strict"],
      ["get", "--sandbox", "factory:a/b", "--json", "--strict"],
      ["get", "factory:a/b", "--strict", "--json", "--sandbox"]
    ])
      assert.deepStrictEqual(read(...args), {
        json: true,
        sandbox: true,
        command: "get",
        argument: "factory:a/b",
        options: { "--strict": true }
      })
  })

  it("never treats a value as an option", () => {
    assert.deepStrictEqual(read("post", "factory:a", "--text", "--json"), {
      json: false,
      sandbox: false,
      command: "post",
      argument: "factory:a",
      options: { "--text": "--json" }
    })
    assert.deepStrictEqual(read("post", "c", "--text", "--").options, { "--text": "--" })
    assert.deepStrictEqual(read("post", "c", "--text", "--help").options, { "--text": "--help" })
  })

  it("keeps values whole: empty ones, ones with a second line, ones with equals signs, ones with dashes", () => {
    for (const value of ["", "a\nb", "a=b", "- a\n- b", "-5", "get", "  spaced  ", "=", "--"]) {
      assert.deepStrictEqual(read("post", "c", `--text=${value}`).options, { "--text": value })
      assert.deepStrictEqual(read("post", "c", "--text", value).options, { "--text": value })
    }
  })

  it("gives a choice and every value of an option that is repeated", () => {
    assert.deepStrictEqual(read("get", "x", "--format=raw").options, { "--format": "raw" })
    assert.deepStrictEqual(read("post", "c", "--text", "t", "--image", "a", "--image=b").options, {
      "--text": "t",
      "--image": ["a", "b"]
    })
  })

  it("accepts an argument again if the command allows it", () => {
    const { request } = parse("get", "a", "--strict", "-", "--", "--b")
    assert.deepStrictEqual(request._tag === "Run" && request.given.all, ["a", "-", "--b"])
    const one = parse("read", "a").request
    assert.isUndefined(one._tag === "Run" && one.given.all)
  })

  it("accepts a second argument if the command has one", () => {
    const second = (...args: ReadonlyArray<string>) => {
      const { request } = parse(...args)
      return request._tag === "Run" ? [request.given.argument, request.given.second] : request._tag
    }
    assert.deepStrictEqual(second("post", "c", "a b"), ["c", "a b"])
    assert.deepStrictEqual(second("post", "c", "-f", "json", "-"), ["c", "-"])
    assert.deepStrictEqual(second("post", "c", "--", "--json"), ["c", "--json"])
    assert.deepStrictEqual(second("post", "c", ""), ["c", ""])
    assert.deepStrictEqual(second("post", "c"), ["c", undefined])
  })

  it("accepts short options", () => {
    assert.deepStrictEqual(read("get", "x", "-f", "raw").options, { "--format": "raw" })
    assert.deepStrictEqual(read("get", "x", "-f=raw").options, { "--format": "raw" })
    assert.strictEqual(problem("get", "x", "-f", "json", "--format", "json"), "--format is given more than once")
  })

  it("takes everything after -- literally", () => {
    assert.deepInclude(read("get", "--", "--json"), { argument: "--json", json: false })
    assert.deepInclude(read("--", "get", "--strict"), { argument: "--strict", options: {} })
  })

  it("understands every way to ask for help, the version, completions and the manual", () => {
    const help = (...args: ReadonlyArray<string>) => {
      const { request } = parse(...args)
      return request._tag === "Help" ? (request.command?.name ?? "messages") : request._tag
    }
    for (const args of [["--help"], ["-h"], ["help"], ["--version", "-h"]])
      assert.strictEqual(help(...args), "messages")
    for (const args of [
      ["get", "-h"],
      ["help", "get"],
      ["--help", "get"]
    ])
      assert.strictEqual(help(...args), "get")
    for (const args of [["--version"], ["-v"], ["get", "-v"]])
      assert.strictEqual(parse(...args).request._tag, "Version")
    assert.strictEqual(parse("--man").request._tag, "Manual")
    assert.deepStrictEqual(parse("--completions", "zsh").request, { _tag: "Completions", shell: "zsh" })
    assert.strictEqual(parse("--json").request._tag, "Nothing")
  })

  it("says what is wrong, and what the user may have meant", () => {
    assert.strictEqual(problem("gte"), 'There is no command "gte" | Did you mean "get"?')
    assert.match(
      problem("delete"),
      /no command "delete" \| The commands are .*get, post, .*providers, sandbox and schema/
    )
    assert.strictEqual(problem("get", "x", "--fromat", "json"), '"get" has no option --fromat | Did you mean --format?')
    assert.strictEqual(problem("get", "x", "--JSON"), '"get" has no option --JSON | Did you mean --json?')
    assert.match(
      problem("--format", "json", "get"),
      /--format is an option of conversations, list, read, get, post, .*providers, and comes after it/
    )
    assert.match(problem("get", "x", "--text", "y"), /"get" has no option --text \| --text is an option of post/)
    assert.strictEqual(problem("get", "x", "-x"), '"get" has no option -x')
    assert.strictEqual(problem("post", "x", "--text"), "--text needs a value")
    assert.match(problem("get", "x", "--format", "yaml"), /^--format takes pretty, json, raw, .* or html, not "yaml"$/)
    assert.strictEqual(problem("post", "x", "--format", "raw"), '--format takes pretty or json, not "raw"')
    assert.strictEqual(problem("get", "x", "--strict=yes"), "--strict takes no value")
    assert.match(problem("--completions", "tcsh"), /--completions takes bash, zsh, fish or sh/)
  })

  it("says what is missing, and what is given too often", () => {
    assert.strictEqual(problem("get"), "<ref> is missing")
    assert.match(problem("post", "c", "text", "more"), /^"more" is one argument too many/)
    assert.strictEqual(problem("post", "c", "--text", "a", "--text", "b"), "--text is given more than once")
    assert.strictEqual(problem("get", "x", "--strict", "--strict"), "--strict is given more than once")
    assert.match(
      problem("read", "a", "b"),
      /^"b" is one argument too many \| Put quotes around an argument with spaces/
    )
    assert.match(problem("providers", "a"), /^"a" is one argument too many/)
  })
})
