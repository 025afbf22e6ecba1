import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import * as Argv from "../src/Argv.js"
import { grammar } from "../src/Commands.js"
import { seal, unseal } from "../src/Seal.js"

const read = (...args: ReadonlyArray<string>) => Either.getOrThrow(Argv.read(grammar, args))

const problem = (...args: ReadonlyArray<string>) =>
  Either.match(Argv.read(grammar, args), {
    onLeft: ({ advice, problem }) => [problem, ...(advice === undefined ? [] : [advice])].join(" | "),
    onRight: (argv) => assert.fail(`was understood as ${JSON.stringify(argv)}`)
  })

describe("Argv", () => {
  it("takes --json and --sandbox anywhere, and leaves the rest to the parser", () => {
    for (const args of [
      ["--json", "--sandbox", "get", "factory:a/b", "--strict"],
      ["get", "--sandbox", "factory:a/b", "--json", "--strict"],
      ["get", "factory:a/b", "--strict", "--json", "--sandbox"]
    ])
      assert.deepInclude(read(...args), {
        json: true,
        sandbox: true,
        command: "get",
        rest: ["get", "=factory:a/b", "--strict"]
      })
  })

  it("never takes a value for an option", () => {
    assert.deepInclude(read("post", "factory:a", "--text", "--json"), {
      json: false,
      sandbox: false,
      command: "post",
      rest: ["post", "=factory:a", "--text", "=--json"]
    })
    assert.deepStrictEqual(read("post", "c", "--text", "--").rest, ["post", "=c", "--text", "=--"])
    assert.deepStrictEqual(read("post", "c", "--text", "--help").instead, undefined)
  })

  it("keeps values whole: empty ones, ones with a second line, ones with equals signs, ones with dashes", () => {
    for (const value of ["", "a\nb", "a=b", "- a\n- b", "-5", "get", "  spaced  "]) {
      assert.deepStrictEqual(read("post", "c", `--text=${value}`).rest, ["post", "=c", "--text", `=${value}`])
      assert.deepStrictEqual(read("post", "c", "--text", value).rest, ["post", "=c", "--text", `=${value}`])
    }
  })

  it("gives back what it sealed, and leaves a choice in the open", () => {
    for (const word of ["", "=", "--", "a\nb"]) assert.strictEqual(unseal(seal(word)), word)
    assert.deepStrictEqual(read("get", "x", "--format=raw").rest, ["get", "=x", "--format", "raw"])
  })

  it("takes what stands after -- as it is", () => {
    assert.deepStrictEqual(read("get", "--", "--json").rest, ["get", "=--json"])
    assert.isFalse(read("get", "--", "--json").json)
    assert.deepStrictEqual(read("--", "get", "--strict").rest, ["get", "=--strict"])
  })

  it("understands every way to ask for help, the version and completions", () => {
    assert.deepStrictEqual(read("--help").instead, "help")
    assert.deepStrictEqual(read("get", "-h").instead, "help")
    assert.deepStrictEqual(read("help", "get").instead, "help")
    assert.strictEqual(read("help", "get").command, "get")
    assert.deepStrictEqual(read("--version").instead, "version")
    assert.deepInclude(read("--completions", "zsh"), { instead: "completions", shell: "zsh" })
  })

  it("names what is wrong, and what may have been meant", () => {
    assert.strictEqual(problem("gte"), 'There is no command "gte" | Did you mean "get"?')
    assert.match(problem("delete"), /no command "delete" \| The commands are get, post, providers, sandbox and schema/)
    assert.strictEqual(problem("get", "x", "--fromat", "json"), '"get" has no option --fromat | Did you mean --format?')
    assert.strictEqual(problem("get", "x", "--JSON"), '"get" has no option --JSON | Did you mean --json?')
    assert.match(
      problem("--format", "json", "get"),
      /--format is an option of get, post and providers, and stands after it/
    )
    assert.match(problem("get", "x", "--text", "y"), /"get" has no option --text \| --text is an option of post/)
    assert.strictEqual(problem("get", "x", "-v"), '"get" has no option -v')
    assert.strictEqual(problem("post", "x", "--text"), "--text needs a value")
    assert.strictEqual(problem("get", "x", "--format", "yaml"), '--format takes pretty, json or raw, not "yaml"')
    assert.strictEqual(problem("post", "x", "--format", "raw"), '--format takes pretty or json, not "raw"')
    assert.strictEqual(problem("get", "x", "--strict=yes"), "--strict takes no value")
    assert.match(problem("--completions", "tcsh"), /--completions takes bash, zsh, fish or sh/)
  })

  it("does not offer what the parser has beyond this program", () => {
    assert.match(problem("get", "x", "--wizard"), /no option --wizard/)
    assert.match(problem("get", "x", "--log-level", "debug"), /no option --log-level/)
  })
})
