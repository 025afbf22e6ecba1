/** Runs every command and program of the README unchanged and in order, in a copy of the workspace. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Provider } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import type { ChildProcess } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Block, blocks, type Step, steps } from "./Blocks.js"
import { copyTo, end, listening, packages, read, run, start, succeed, temporary } from "./Workspace.js"

const minutes = 60_000
const readme = read("README.md")

/** The one command that this test does not run, because it would run this test. */
const tests = "npm ci && npm test\n"

describe("the README", () => {
  const folder = temporary()
  const copy = join(folder.path, "messages")
  const background: Array<ChildProcess> = []
  /** The folder of the reader's terminal. */
  let here = copy

  beforeAll(() => copyTo(copy))

  afterAll(async () => {
    await Promise.all(background.map(end))
    folder.remove()
  })

  const follow = async (step: Step): Promise<void> => {
    const { about, text } = step.block
    if (step.kind === "file") return writeFileSync(join(here, about), text)
    if (step.kind === "background") {
      const child = start("bash", ["-c", text], here)
      background.push(child)
      return compare(await listening(child), step.output)
    }
    const place = join(folder.path, "place")
    const stdout = await succeed("bash", ["-euo", "pipefail", "-c", `${text}\npwd > '${place}'`], here)
    here = readFileSync(place, "utf8").trim()
    compare(stdout, step.output)
  }

  for (const step of steps(readme)) {
    const { block, kind } = step
    if (block.text === tests) continue
    const name = kind === "file" ? block.about : block.text.trim().replace(/\n.*/s, " ...")
    it(`works unchanged, in line ${block.line}: ${name}`, { timeout: 10 * minutes }, () => follow(step))
  }

  it("says how to run the tests, as continuous integration does", () => {
    assert.include(readme, tests)
    assert.match(read(".ci/run"), /^npm ci\b/m)
    assert.match(read(".ci/run"), /\bnpm test\b/)
  })

  it(
    "shows one message of each provider and the reply to a post in its demo, and ends without leaving anything behind",
    {
      timeout: 2 * minutes
    },
    async () => {
      const stdout = await succeed("npm", ["run", "--silent", "demo"], copy)
      for (const said of [
        "\nassistant  factory:invoice-bug/search\n",
        "\nassistant  mielto:msg_refund_answer\n",
        "\nparticipant bakery-assistant  honcho:",
        "\nassistant Ledger  veryfront:",
        "\nposted  factory:invoice-bug/",
        "-reply\n",
        "\nYou wrote: Thank you! Which test covers it now?\n"
      ])
        assert.include(stdout, said)
      const [, url = ""] = /FACTORY_API_URL=(\S+)/.exec(stdout) ?? []
      const answer = await fetch(url).catch(() => "nobody")
      assert.strictEqual(answer, "nobody")
    }
  )

  it("says what went wrong when the demo fails", { timeout: 2 * minutes }, async () => {
    const program = join(copy, "apps/cli/bin/messages.js")
    const source = readFileSync(program, "utf8")
    writeFileSync(program, 'console.error("no luck today"); process.exitCode = 1')
    const { code, stderr } = await run("npm", ["run", "--silent", "demo"], copy)
    writeFileSync(program, source)
    assert.strictEqual(code, 1)
    assert.include(stderr, "The demo failed: the sandbox ended\nno luck today")
  })

  it("shows how to use messages without Effect in at most 15 lines", () => {
    const program = blocks(readme).find(({ about }) => about === "read.mjs")?.text ?? ""
    assert.include(program, "createMessages")
    assert.notInclude(program, "effect")
    assert.isAtMost(program.trim().split("\n").length, 15)
  })

  it("lists the sandbox's messages as the sandbox has them", () => {
    const rows = [...readme.matchAll(/^\| `(\w+:[^`]+)` +\| (.*?) +\|$/gm)].map(([, ref, shows]) => ({ ref, shows }))
    assert.deepStrictEqual(rows, [...Sandbox.seeds])
    assert.include(readme, `\`${Sandbox.conversation}\` is the conversation`)
    for (const provider of Provider.names) assert.include(readme, `\`${Sandbox.diary(provider, 120)}\``)
    assert.include(readme, `FACTORY_API_KEY=${Sandbox.factoryKeyWithoutSessions}`)
  })

  it("names every package", () => {
    const rows = [...readme.matchAll(/^\| \[`(@org\/[\w-]+)`\]\(([\w/-]+)\/README.md\)/gm)]
    assert.sameMembers(
      rows.map(([, name, path]) => `${name} ${path}`),
      packages.map(({ folder, manifest }) => `${manifest.name} ${folder}`)
    )
  })
})

/** Compares JSON by value, because the README formats it for readers, and any other output as text. */
const compare = (printed: string, output: Block | undefined): void => {
  if (output?.language === "json") assert.deepStrictEqual(JSON.parse(printed), JSON.parse(output.text))
  else if (output !== undefined) assert.strictEqual(`${printed.trimEnd()}\n`, output.text)
}
