/** Checks that the linter refuses exactly the imports that the architecture forbids, and what the house rules forbid. */
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { ESLint } from "eslint"
import { basename } from "node:path"
import { isApp, packages, read, root, succeed } from "./Workspace.js"

const rule = "@nx/enforce-module-boundaries"

/** The table of the architecture: which folder may import which packages. */
const may = [...read("docs/architecture.md").matchAll(/^\| `([\w/-]+)` +\|.*\| (.*?) +\|$/gm)].map(
  ([, folder = "", allowed = ""]) => ({ folder, allowed: allowed === "none" ? [] : allowed.split(", ") })
)

const targets = [...packages.filter((found) => !isApp(found)).map(({ folder }) => basename(folder)), "contract"]

const belowSandbox = new Set(["packages/core", "packages/sandbox"])

const eslint = new ESLint({ cwd: root })

/** The rules that a file with only this code breaks. */
const broken = async (file: string, code: string): Promise<ReadonlyArray<string | null>> => {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: `${root}${file}` })
  const messages = result?.messages ?? []
  assert.isFalse(
    messages.some(({ fatal = false, ruleId }) => fatal || ruleId === null),
    "the linter can read the file"
  )
  return messages.map(({ ruleId }) => ruleId)
}

const refusals = async (file: string, specifier: string): Promise<ReadonlyArray<string | null>> =>
  (await broken(file, `export * as imported from "${specifier}"`)).filter((found) => found === rule)

// The rule needs Nx's graph of the projects.
beforeAll(async () => void (await succeed("npx", ["nx", "show", "projects"], root)))

for (const { allowed, folder } of may) {
  const others = targets.filter((name) => !folder.endsWith(`/${name}`))

  describe(folder, () => {
    it(`may import ${allowed.join(", ") || "no other package"}, and nothing else of the workspace`, async () => {
      const accepted: Array<string> = []
      for (const name of others) {
        if ((await refusals(`${folder}/src/Imported.ts`, `@org/messages-${name}`)).length === 0) accepted.push(name)
      }
      assert.sameMembers(accepted, [...allowed])
    })

    it("may import the tools in its tests, and the sandbox if that does not import it", async () => {
      for (const name of ["contract", ...(belowSandbox.has(folder) ? [] : ["sandbox"])])
        assert.deepStrictEqual(await refusals(`${folder}/test/Imported.ts`, `@org/messages-${name}`), [])
    })

    it("may not reach into another package by a path", async () => {
      const target = folder === "packages/transport" ? "packages/sandbox" : "packages/transport"
      assert.isNotEmpty(await refusals(`${folder}/src/Imported.ts`, `../../../${target}/src/index.js`))
    })
  })
}

it("has every package in the table", () => {
  assert.sameMembers(
    may.map(({ folder }) => folder),
    packages.map(({ folder }) => folder)
  )
})

it("lets core import effect, and nothing else from outside", async () => {
  for (const specifier of ["effect", "effect/Schema"])
    assert.deepStrictEqual(await refusals("packages/core/src/Imported.ts", specifier), [])
  for (const specifier of ["@effect/platform", "@effect/platform/HttpClient", "ajv"])
    assert.isNotEmpty(await refusals("packages/core/src/Imported.ts", specifier), specifier)
})

it.each([
  ["no-restricted-globals", "export const key = process.env.KEY"],
  ["no-restricted-globals", 'export const answer = fetch("http://127.0.0.1")'],
  ["no-restricted-imports", 'export { env } from "node:process"'],
  ["no-restricted-syntax", 'export const count = JSON.parse("1") as number'],
  ["no-restricted-syntax", 'export const count = <number>JSON.parse("1")'],
  ["@typescript-eslint/no-explicit-any", "export const value: any = 1"],
  ["@typescript-eslint/no-non-null-assertion", "export const first = [1][0]!"]
])("refuses in src, by %s: %s", async (name, code) => {
  assert.deepStrictEqual(await broken("packages/core/src/Code.ts", code), [name])
})

it("lets src say `as const`", async () => {
  assert.deepStrictEqual(await broken("packages/core/src/Code.ts", "export const one = [1] as const"), [])
})
