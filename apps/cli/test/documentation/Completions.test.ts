import { assert, describe, it } from "@effect/vitest"
import { Documentation, Style } from "@org/messages-terminal"
import { execFileSync, spawnSync } from "node:child_process"
import { program } from "../../src/commands/MessagesProgram.js"

const script = (shell: "bash" | "zsh" | "fish") =>
  Documentation.render(program, "1.2.3", { _tag: "Completions", shell })(Style.none)

/** The completions of bash for words that it has already split at `:` and `=`. */
const complete = (...words: ReadonlyArray<string>): string => {
  const lines = [
    script("bash"),
    'COMP_WORDS=(messages "$@"); COMP_CWORD=$#; _messages messages; echo "${COMPREPLY[*]}"'
  ].join("\n")
  return execFileSync("bash", ["-c", lines, "bash", ...words], { encoding: "utf8" }).trim()
}

const formats =
  "pretty json raw canonical ndjson ai-sdk anthropic chat responses ai-sdk-model otel langchain ag-ui atif effect factory mielto honcho veryfront mcp a2a acp openai-fine-tuning markdown html"

describe("completions in bash", () => {
  it("offer commands and global options before a command", () => {
    assert.strictEqual(complete("p"), "post providers")
    assert.strictEqual(complete("--sand"), "--sandbox")
    assert.strictEqual(complete("--sandbox", "g"), "get")
    assert.strictEqual(complete("--completions", ""), "bash zsh fish sh")
  })

  it("offer the options of a command, before and after its argument", () => {
    assert.strictEqual(complete("get", "--st"), "--strict")
    assert.strictEqual(complete("get", "factory", ":", "a/b", "--st"), "--strict")
    assert.strictEqual(complete("read", "factory", ":", "a", "--no"), "--no-pager")
    assert.strictEqual(complete("get", "factory", ":", "a/b", "--js"), "--json")
    assert.strictEqual(complete("post", "--st"), "")
    assert.strictEqual(complete("post", "--wiz"), "")
  })

  it("offer the choices of an option", () => {
    assert.strictEqual(complete("get", "--format", ""), formats)
    assert.strictEqual(complete("get", "--format", "=", ""), formats)
    assert.strictEqual(complete("get", "--format", "="), formats)
    assert.strictEqual(complete("get", "--format", "=", "r"), "raw responses")
    assert.strictEqual(complete("post", "x", "--format", ""), "pretty json")
    assert.strictEqual(complete("get", "-f", ""), formats)
    assert.strictEqual(complete("get", "-f", "json", "m"), "mielto:")
    for (const words of [
      ["--completions"],
      ["get", "--completions"],
      ["--json", "--completions"],
      ["--completions", "="]
    ])
      assert.strictEqual(complete(...words, ""), "bash zsh fish sh")
  })

  it("offer providers for a ref, and nothing after the colon", () => {
    assert.strictEqual(complete("get", ""), "factory: mielto: honcho: veryfront:")
    assert.strictEqual(complete("get", "--format", "json", "m"), "mielto:")
    assert.strictEqual(complete("post", ""), "factory: mielto: honcho: veryfront:")
    assert.strictEqual(complete("conversations", "h"), "honcho")
    assert.strictEqual(complete("get", "factory", ":", "a/b", "m"), "mielto:")
    assert.strictEqual(complete("get", "factory", ":"), "")
    assert.strictEqual(complete("get", "factory", ":", "a"), "")
  })

  it("offer files for an option that takes files, and nothing for one that takes text", () => {
    assert.strictEqual(complete("post", "x", "--image", "/etc/host"), complete("post", "x", "--file", "/etc/host"))
    assert.include(complete("post", "x", "--file", "/etc/host"), "/etc/hosts")
    assert.include(complete("convert", "/etc/host"), "/etc/hosts")
    assert.strictEqual(complete("post", "x", "--text", ""), "")
    assert.strictEqual(complete("get", "--strict", "=", "f"), "")
  })

  it("offer nothing for an argument that may be any text", () => {
    for (const words of [
      ["archive", "search"],
      ["archive", "search", "refund"],
      ["exports", "get"],
      ["exports", "content", "--to", "file"]
    ])
      assert.strictEqual(complete(...words, ""), "")
    assert.strictEqual(complete("archive", "search", "refund", "--ra"), "--rank")
  })

  it("offer providers for the second conversation of a copy too, and then options", () => {
    const providers = "factory: mielto: honcho: veryfront:"
    assert.strictEqual(complete("copy", ""), providers)
    assert.strictEqual(complete("copy", "factory", ":", "a", ""), providers)
    assert.strictEqual(complete("copy", "factory", ":", "a/b", "h"), "honcho:")
    assert.strictEqual(complete("copy", "--peer", "user", "=", "ann", "factory", ":", "a", "h"), "honcho:")
    assert.strictEqual(complete("copy", "--peer", "user", "="), "")
    assert.strictEqual(complete("copy", "--peer", "user", "=", "h"), "")
    assert.strictEqual(complete("copy", "factory", ":", "a", "honcho", ":"), "")
    assert.strictEqual(complete("copy", "factory", ":", "a", "--dr"), "--dry-run")
    assert.include(complete("copy", "factory", ":", "a", "honcho", ":", "b/c", ""), "--dry-run")
  })
})

describe("completions in zsh and fish", () => {
  it("have every command and every option, in every shell", () => {
    for (const shell of ["bash", "zsh", "fish"] as const)
      for (const { name, options } of program.commands) {
        for (const word of name.split(" ")) assert.match(script(shell), new RegExp(`\\b${word}\\b`))
        for (const option of options)
          assert.include(script(shell), shell === "fish" ? `-l ${option.name.slice(2)}` : option.name)
      }
  })

  it("offer choices, files and providers, and no option that does not exist", () => {
    for (const [shell, text] of [
      ["zsh", "'*--image=[attach an image\\: PNG, JPEG, GIF or WebP; may be repeated]:file:_files'"],
      ["zsh", `:format:(${formats})'`],
      ["zsh", `'-f+[how to print]:format:(${formats})'`],
      ["zsh", "'1:file:_files'"],
      // With two colons, the words of a command begin with its name, so that its argument is the first.
      ["zsh", "'*:: :->command'"],
      ["zsh", "'1:conversation:{compadd -S \"\" -- factory: mielto: honcho: veryfront:}'"],
      ["zsh", "'*:ref:{compadd -S \"\" -- factory: mielto: honcho: veryfront:}'"],
      ["fish", "-l image -r -F -d "],
      ["fish", `-l format -x -a '${formats}'`],
      ["fish", "__fish_seen_subcommand_from convert' -F"],
      ["fish", "-a 'factory: mielto: honcho: veryfront:'"]
    ] as const)
      assert.include(script(shell), text)
  })

  it("offer files for every option and argument that names a file or folder, and for no other", () => {
    const isPath = (value?: string) => value !== undefined && /file|folder|path/.test(value)
    for (const { argument, name, options, second } of program.commands) {
      for (const option of options)
        assert.strictEqual(option.file === true, isPath(option.value), `${name} ${option.name}`)
      for (const place of [argument, second])
        if (place !== undefined) assert.strictEqual(place.file === true, isPath(place.name), name)
    }
  })

  it("offer nothing for an argument that may be any text", () => {
    const search = script("zsh")
      .split("\n")
      .find((line) => line.includes("search) _arguments"))
    assert.include(search, "'*:query:'")
    assert.notInclude(search, "'*:query:_files'")
    const seen = "__fish_seen_subcommand_from archive; and __fish_seen_subcommand_from search"
    assert.notInclude(script("fish"), `${seen}' -F`)
    assert.notInclude(script("fish"), `${seen}' -a`)
    assert.notInclude(script("fish"), "-a ''")
  })

  it("offer providers for the second conversation of a copy", () => {
    assert.include(script("zsh"), "'2:target:{compadd -S \"\" -- factory: mielto: honcho: veryfront:}'")
    assert.include(script("fish"), "-n '__fish_seen_subcommand_from copy' -a 'factory: mielto: honcho: veryfront:'")
  })

  for (const shell of ["zsh", "fish"] as const) {
    const isLeftOut = spawnSync(shell, ["--version"]).status !== 0
    if (isLeftOut) console.warn(`${shell} is not installed: its test is skipped`)
    it.skipIf(isLeftOut)(`are a script that ${shell} reads`, () => {
      const input = script(shell)
      assert.strictEqual(execFileSync(shell, ["-n"], { input, encoding: "utf8" }), "")
    })
  }
})
