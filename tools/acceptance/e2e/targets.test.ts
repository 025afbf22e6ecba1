/** Nx starts the tests of a project without npm, which takes a third of a second each time. The scripts with the same names stay for people. */
import { assert, describe, it } from "@effect/vitest"
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { read, root } from "./Workspace.js"

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>
  readonly nx?: { readonly targets?: Readonly<Record<string, Target>> }
}

interface Target {
  readonly executor?: string
  readonly options?: { readonly command: string; readonly cwd: string }
}

const projects = ["packages", "apps", "tools"].flatMap((group) =>
  readdirSync(join(root, group))
    .map((name) => `${group}/${name}`)
    .filter((folder) => existsSync(join(root, folder, "package.json")))
)

describe("a target that Nx starts itself", () => {
  for (const folder of projects)
    it(`runs what the script of its name says: ${folder}`, () => {
      const { nx, scripts } = JSON.parse(read(`${folder}/package.json`)) as Manifest
      const own = Object.entries(nx?.targets ?? {}).filter(([, { executor }]) => executor === "nx:run-commands")
      for (const [name, { options }] of own)
        assert.deepStrictEqual(options, { command: scripts?.[name] ?? "", cwd: "{projectRoot}" }, name)
    })
})
