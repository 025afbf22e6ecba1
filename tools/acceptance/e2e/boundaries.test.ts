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

/** What the linter says of a file with this code. */
const lint = async (file: string, code: string) => {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: `${root}${file}` })
  const messages = result?.messages ?? []
  assert.isFalse(
    messages.some(({ fatal = false, ruleId }) => fatal || ruleId === null),
    "the linter can read the file"
  )
  return messages
}

/** The rules that a file with only this code breaks. */
const broken = async (file: string, code: string): Promise<ReadonlyArray<string | null>> =>
  (await lint(file, code)).map(({ ruleId }) => ruleId)

/** Which of these a file may not import. */
const refused = async (file: string, specifiers: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  const imports = specifiers.map((specifier, index) => `export * as imported${index} from "${specifier}"`)
  const lines = new Set(
    (await lint(file, imports.join("\n"))).flatMap(({ line, ruleId }) => (ruleId === rule ? line : []))
  )
  return specifiers.filter((_, index) => lines.has(index + 1))
}

// The rule needs Nx's graph of the projects, which is there when Nx runs these tests.
beforeAll(async () => {
  if (process.env.NX_TASK_TARGET_PROJECT === undefined) await succeed("npx", ["nx", "show", "projects"], root)
})

for (const { allowed, folder } of may) {
  const others = targets.filter((name) => !folder.endsWith(`/${name}`))

  describe(folder, () => {
    it(`may import ${allowed.join(", ") || "no other package"}, and nothing else of the workspace`, async () => {
      const found = await refused(
        `${folder}/src/Imported.ts`,
        others.map((name) => `@org/messages-${name}`)
      )
      assert.sameMembers(
        others.filter((name) => !found.includes(`@org/messages-${name}`)),
        [...allowed]
      )
    })

    it("may import the tools in its tests, and the sandbox if that does not import it", async () => {
      const names = ["contract", ...(belowSandbox.has(folder) ? [] : ["sandbox"])]
      const found = await refused(
        `${folder}/test/Imported.ts`,
        names.map((name) => `@org/messages-${name}`)
      )
      assert.deepStrictEqual(found, [])
    })

    it("may not reach into another package by a path", async () => {
      const target = folder === "packages/transport" ? "packages/sandbox" : "packages/transport"
      assert.isNotEmpty(await refused(`${folder}/src/Imported.ts`, [`../../../${target}/src/index.js`]))
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
  const outside = ["@effect/platform", "@effect/platform/HttpClient", "ajv"]
  const found = await refused("packages/core/src/Imported.ts", ["effect", "effect/Schema", ...outside])
  assert.deepStrictEqual(found, outside)
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
