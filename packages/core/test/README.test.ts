/** The README's program is the one that runs here, and prints what the README says. */
import { assert, it } from "@effect/vitest"
import { Message, Part } from "@org/messages-core"
import * as SchemaAST from "effect/SchemaAST"
import { readFileSync } from "node:fs"

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8")

const readme = read("../README.md")

/** The blocks of one language, in the order of the README. */
const blocks = (language: string): ReadonlyArray<string> =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)\`\`\``, "gms"))].map(([, text = ""]) => text)

const programs = [
  ["./example.ts", () => import("./example.js")],
  ["./format.ts", () => import("./format.js")]
] as const

it.each(programs.map(([file, run], index) => ({ file, run, index })))(
  "shows $file as it runs, and what it prints",
  async ({ file, index, run }) => {
    assert.strictEqual(blocks("ts")[index], read(file))
    const printed: Array<string> = []
    const log = console.log
    console.log = (...values) => void printed.push(values.join(" "))
    await run().finally(() => (console.log = log))
    assert.strictEqual(`${printed.join("\n")}\n`, blocks("text")[index])
  }
)

it("names every field of a message and every type of part", () => {
  for (const field of Object.keys(Message.Fields.fields)) assert.include(readme, `\`${field}\``)
  for (const { ast } of Part.Part.members) {
    const type = fieldsOf(ast).flatMap(({ name, type }) =>
      name === "type" && SchemaAST.isLiteral(type) ? [String(type.literal)] : []
    )
    assert.include(readme, `\`${type.join()}\``)
  }
})

it("has a row for every module", () => {
  const modules = read("../src/index.ts").matchAll(/^export (?:type )?(?:\* as (\w+)|\{ (SafeId) \}) from/gm)
  for (const [, module, schema] of modules) assert.include(readme, `\`${module ?? schema}\``)
})

const fieldsOf = (ast: SchemaAST.AST): ReadonlyArray<SchemaAST.PropertySignature> =>
  ast._tag === "Refinement" ? fieldsOf(ast.from) : SchemaAST.getPropertySignatures(ast)
