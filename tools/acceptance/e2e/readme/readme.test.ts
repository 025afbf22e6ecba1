/** Runs every command and program of the README in order, in a copy of the workspace, and compares what the README says with the code. */
import { assert, describe, it } from "@effect/vitest"
import { Provider } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import { blocks } from "./Blocks.js"
import * as Readme from "./Readme.js"
import { packages, read } from "../Workspace.js"

const readme = read("README.md")

// `readme.scale.test.ts` installs the modules.
Readme.suite("linked")

describe("the README", () => {
  it("says how to run the tests, as continuous integration does", () => {
    assert.include(readme, Readme.tests)
    assert.match(read(".ci/run"), /^npm ci\b/m)
    assert.match(read(".ci/run"), /\bnpm test\b/)
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
