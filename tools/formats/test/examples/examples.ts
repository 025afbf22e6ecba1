/**
 * The examples that the formats' own packages ship: lists of messages, and messages alone, in the code of their documentation, of the comments of their
 * sources and types, and of their example programs. Nothing of them is copied.
 */
import { Json } from "@org/messages-core"
import { readdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import ts from "typescript"

/** A list of messages, and the file that it stands in. */
export interface Example {
  readonly file: string
  readonly document: ReadonlyArray<Json.JsonObject>
}

/** The examples of a package, each once. */
export const of = (name: string): ReadonlyArray<Example> => {
  const folder = folderOf(name)
  const examples = new Map<string, Example>()
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort())
    for (const code of file.includes("node_modules")
      ? []
      : codeIn(file, () => readFileSync(join(folder, file), "utf8")))
      for (const document of listsIn(code)) {
        const text = JSON.stringify(document)
        if (!examples.has(text)) examples.set(text, { file: `${name}/${file}`, document })
      }
  return [...examples.values()]
}

/** The code of the examples in a file. */
const codeIn = (file: string, read: () => string): ReadonlyArray<string> => {
  if (/\.mdx?$/.test(file)) return blocksIn(read())
  if (/\.[cm]?ts$/.test(file)) return blocksIn(read().replace(/^[ \t]*\* ?/gm, ""))
  return /(^|\/)examples\/.*\.js$/.test(file) ? [read()] : []
}

const blocksIn = (text: string): ReadonlyArray<string> => [...text.matchAll(fence)].map(([, block = ""]) => block)

const fence = /^```(?:ts|tsx|typescript|js|javascript|json)\b[^\n]*\n([\s\S]*?)^```/gm

const require = createRequire(import.meta.url)

const folderOf = (name: string): string => {
  const [place] = (require.resolve.paths(name) ?? []).filter((path) => {
    try {
      return readdirSync(join(path, name)).includes("package.json")
    } catch {
      return false
    }
  })
  return place === undefined ? dirname(require.resolve(name)) : join(place, name)
}

const listsIn = (code: string): ReadonlyArray<ReadonlyArray<Json.JsonObject>> => {
  const lists: Array<ReadonlyArray<Json.JsonObject>> = []
  const visit = (node: ts.Node): void => {
    const value = ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node) ? valueOf(node) : undefined
    if (Array.isArray(value) && value.length > 0 && value.every(isElement)) lists.push(value)
    else if (Json.isObject(value) && "role" in value) lists.push([value])
    else ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true))
  return lists
}

const isElement = (value: Json.Json): value is Json.JsonObject =>
  typeof value === "object" && value !== null && ("role" in value || "type" in value)

/** The value of a literal; nothing if a part of it has to be computed. A text with values in it stays as it is written. */
const valueOf = (node: ts.Expression): Json.Json | undefined => {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node)) return node.getText()
  if (ts.isNumericLiteral(node)) return Number(node.text)
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false
  if (node.kind === ts.SyntaxKind.NullKeyword) return null
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return valueOf(node.expression)
  if (ts.isArrayLiteralExpression(node)) {
    const values = node.elements.flatMap((element) => valueOf(element) ?? [])
    return values.length === node.elements.length ? values : undefined
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined
  const entries = node.properties.flatMap((property): ReadonlyArray<readonly [string, Json.Json]> => {
    if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) return []
    const value = valueOf(property.initializer)
    return value === undefined ? [] : [[property.name.text, value]]
  })
  return entries.length === node.properties.length ? Object.fromEntries(entries) : undefined
}
