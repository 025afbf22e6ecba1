/** The examples in the documentation that the formats' own packages ship: lists of messages that stand in its code. Nothing of them is copied. */
import type { Json } from "@org/messages-core"
import { readdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import ts from "typescript"

/** A list of messages, and the file that it stands in. */
export interface Example {
  readonly file: string
  readonly document: ReadonlyArray<Json.JsonObject>
}

/** The examples of a package. */
export const of = (name: string): ReadonlyArray<Example> => {
  const folder = folderOf(name)
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.mdx?$/.test(file) && !file.includes("node_modules"))
    .sort()
    .flatMap((file) =>
      listsIn(readFileSync(join(folder, file), "utf8")).map((document) => ({ file: `${name}/${file}`, document }))
    )
}

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

const code = /^```(?:ts|tsx|typescript|js|javascript|json)\b[^\n]*\n([\s\S]*?)^```/gm

const listsIn = (text: string): ReadonlyArray<ReadonlyArray<Json.JsonObject>> =>
  [...text.matchAll(code)].flatMap(([, block = ""]) => {
    const lists: Array<ReadonlyArray<Json.JsonObject>> = []
    const visit = (node: ts.Node): void => {
      const value = ts.isArrayLiteralExpression(node) ? valueOf(node) : undefined
      if (Array.isArray(value) && value.length > 0 && value.every(isElement)) lists.push(value)
      else ts.forEachChild(node, visit)
    }
    visit(ts.createSourceFile("example.ts", block, ts.ScriptTarget.Latest, true))
    return lists
  })

const isElement = (value: Json.Json): value is Json.JsonObject =>
  typeof value === "object" && value !== null && ("role" in value || "type" in value)

/** The value of a literal; nothing if a part of it has to be computed. */
const valueOf = (node: ts.Expression): Json.Json | undefined => {
  if (ts.isStringLiteralLike(node)) return node.text
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
