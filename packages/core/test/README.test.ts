/** The README's program is the one that runs here, and prints what the README says. */
import { assert, it } from "@effect/vitest"
import { Message, Part } from "@org/messages-core"
import * as SchemaAST from "effect/SchemaAST"
import { readFileSync } from "node:fs"

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8")

const readme = read("../README.md")

const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(readme)?.[1] ?? `no ${language} in the README`

it("shows a program that runs as written", async () => {
  assert.strictEqual(block("ts"), read("./example.ts"))
  const printed: Array<string> = []
  const log = console.log
  console.log = (...values) => void printed.push(values.join(" "))
  await import("./example.js").finally(() => (console.log = log))
  assert.strictEqual(`${printed.join("\n")}\n`, block("text"))
})

it("names every field of a message and every type of part", () => {
  for (const field of Object.keys(Message.Fields.fields)) assert.include(readme, `\`${field}\``)
  for (const { ast } of Part.Part.members) {
    const type = fieldsOf(ast).flatMap(({ name, type }) =>
      name === "type" && SchemaAST.isLiteral(type) ? [String(type.literal)] : []
    )
    assert.include(readme, `\`${type.join()}\``)
  }
})

const fieldsOf = (ast: SchemaAST.AST): ReadonlyArray<SchemaAST.PropertySignature> =>
  ast._tag === "Refinement" ? fieldsOf(ast.from) : SchemaAST.getPropertySignatures(ast)
