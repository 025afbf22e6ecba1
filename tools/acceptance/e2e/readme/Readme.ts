/** Runs every command and program of the README in order, in a copy of the workspace. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import type { ChildProcess } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Block, type Step, steps } from "./Blocks.js"
import { copyTo, end, linkModules, listening, read, run, start, succeed, temporary } from "../Workspace.js"

const minutes = 60_000

/** The one command that no test runs, because it would run the tests. */
export const tests = "npm ci && npm test\n"

/** How the copy gets its packages from the registry: from `npm ci`, as the README says, or as links to those of the workspace. */
export type Modules = "installed" | "linked"

/** What the reader's shell has besides. npm starts a process for each `npx`; where the modules are links, the program starts at once. */
const functions: { readonly [M in Modules]: string } = {
  installed: "",
  linked: 'npx() { "node_modules/.bin/$1" "${@:2}"; }\n'
}

/** The tests, one for each step. */
export const suite = (modules: Modules) =>
  describe(`the README, with modules that are ${modules}`, () => {
    const folder = temporary()
    const copy = join(folder.path, "messages")
    const background: Array<ChildProcess> = []
    /** The folder of the reader's terminal. */
    let here = copy
    let demo = ""

    beforeAll(async () => {
      await copyTo(copy)
      if (modules === "linked") linkModules(copy)
    })

    afterAll(async () => {
      await Promise.all(background.map(end))
      folder.remove()
    })

    const follow = async (step: Step): Promise<void> => {
      const { about, text } = step.block
      if (step.kind === "file") return writeFileSync(join(here, about), text)
      if (step.kind === "background") {
        const child = start("bash", ["-c", functions[modules] + text], here)
        background.push(child)
        return compare(await listening(child), step.output)
      }
      const place = join(folder.path, "place")
      const commands = modules === "linked" ? text.replace(/^npm ci && /, "") : text
      const stdout = await succeed(
        "bash",
        ["-euo", "pipefail", "-c", `${functions[modules]}${commands}\npwd > '${place}'`],
        here
      )
      here = readFileSync(place, "utf8").trim()
      if (text.includes("npm run demo")) demo = stdout
      compare(stdout, step.output)
    }

    for (const step of steps(read("README.md"))) {
      const { block, kind } = step
      if (block.text === tests) continue
      const name = kind === "file" ? block.about : block.text.trim().replace(/\n.*/s, " ...")
      it(`works, in line ${block.line}: ${name}`, { timeout: 10 * minutes }, () => follow(step))
    }

    it("shows one message of each provider and the reply to a post in its demo, and ends without leaving anything behind", async () => {
      for (const said of [
        "\nassistant  factory:invoice-bug/search\n",
        "\nassistant  mielto:msg_refund_answer\n",
        "\nparticipant bakery-assistant  honcho:",
        "\nassistant Ledger  veryfront:",
        "\nposted  factory:invoice-bug/",
        "-reply\n",
        "\nYou wrote: Thank you! Which test covers it now?\n"
      ])
        assert.include(demo, said)
      const [, url = ""] = /FACTORY_API_URL=(\S+)/.exec(demo) ?? []
      const answer = await fetch(url).catch(() => "no answer")
      assert.strictEqual(answer, "no answer")
    })

    it("says what went wrong when the demo fails", { timeout: 2 * minutes }, async () => {
      // The program itself stays as it is: a change would make the demo bundle it again.
      const unlucky = join(folder.path, "unlucky.cjs")
      writeFileSync(
        unlucky,
        `if (process.argv[1].endsWith("messages.js")) { console.error("no luck today"); process.exit(1) }`
      )
      const { code, stderr } = await run("npm", ["run", "--silent", "demo"], copy, {
        NODE_OPTIONS: `--require=${unlucky}`
      })
      assert.strictEqual(code, 1)
      assert.include(stderr, "The demo failed: the sandbox ended\nno luck today")
    })
  })

/** Compares JSON by value, because the README formats it for readers, and any other output as text. */
const compare = (printed: string, output: Block | undefined): void => {
  if (output?.language === "json") assert.deepStrictEqual(JSON.parse(printed), JSON.parse(output.text))
  else if (output !== undefined) assert.strictEqual(`${printed.trimEnd()}\n`, output.text)
}
