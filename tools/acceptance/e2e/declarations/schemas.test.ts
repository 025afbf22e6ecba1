/** Checks that every field of every schema that a package exports has a description, which editors and JSON Schema show. */
import { assert, it } from "@effect/vitest"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { read, root } from "../Workspace.js"

const Manifest = Schema.Struct({
  name: Schema.String,
  exports: Schema.Record({
    key: Schema.String,
    value: Schema.Union(Schema.String, Schema.Struct({ "@org/source": Schema.String }))
  })
})

/** The source of every entry of every package. */
const entries = readdirSync(join(root, "packages")).flatMap((folder) => {
  const { exports, name } = Schema.decodeSync(Schema.parseJson(Manifest))(read(`packages/${folder}/package.json`))
  return Object.entries(exports).flatMap(([entry, target]) =>
    typeof target === "string"
      ? []
      : [{ entry: join(name, entry), path: join(root, "packages", folder, target["@org/source"]) }]
  )
})

it.each(entries)("$entry describes the fields of its schemas", async ({ path }) => {
  const module: unknown = await import(path)
  assert.deepStrictEqual(
    [...schemasOf(module)].flatMap(([name, { ast }]) => undescribed(ast, name)),
    []
  )
})

it("finds schemas in packages and in their modules", async () => {
  const found = await Promise.all(entries.map(async ({ path }) => [...schemasOf(await import(path))]))
  const names = new Set(found.flat().map(([name]) => name))
  for (const name of ["Message.Message", "FactorySchema.FactoryMessage", "SyncReport.SyncReport", "InvalidQuery"])
    assert.isTrue(names.has(name), name)
})

/** The schemas among the exports of a module, and among those of the modules that it exports. */
function* schemasOf(module: unknown, name = ""): Generator<readonly [name: string, schema: Schema.Schema.All]> {
  if (Schema.isSchema(module)) yield [name, module]
  else if (typeof module === "object" && module !== null && (name === "" || isModule(module)))
    for (const [key, value] of Object.entries(module)) yield* schemasOf(value, name === "" ? key : `${name}.${key}`)
}

const isModule = (value: object): boolean => Object.prototype.toString.call(value) === "[object Module]"

/** The paths of the fields without a description. A field that only exists in memory, `_tag`, needs none. */
const undescribed = (ast: SchemaAST.AST, path: string, seen: Set<SchemaAST.AST> = new Set()): ReadonlyArray<string> => {
  if (seen.has(ast)) return []
  seen.add(ast)
  switch (ast._tag) {
    case "Transformation":
    case "Refinement":
      return undescribed(ast.from, path, seen)
    case "Suspend":
      return undescribed(ast.f(), path, seen)
    case "Union":
      return ast.types.flatMap((type) => undescribed(type, path, seen))
    case "TupleType":
      return ast.rest.flatMap(({ type }) => undescribed(type, path, seen))
    case "TypeLiteral":
      return ast.propertySignatures.flatMap((field) => {
        const place = `${path}.${String(field.name)}`
        const isMissing = field.name !== "_tag" && !isDescribed(field) && !isDescribed(field.type)
        return [...(isMissing ? [place] : []), ...undescribed(field.type, place, seen)]
      })
    default:
      return []
  }
}

/** Effect's own descriptions, such as "an integer", say nothing about a field. They begin in lower case, and ours do not. */
const isDescribed = (annotated: SchemaAST.Annotated): boolean => {
  const description = annotated.annotations[SchemaAST.DescriptionAnnotationId]
  return typeof description === "string" && !/^[a-z]/.test(description)
}
