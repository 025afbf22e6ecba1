/** Every field of every public schema has a description. */
import { assert, it } from "@effect/vitest"
import { Draft, Message, MessageError, Messages, Problem, Residue } from "@org/messages-core"
import type * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"

const schemas: ReadonlyArray<readonly [name: string, schema: { readonly ast: SchemaAST.AST }]> = [
  ["Message", Message.Message],
  ["Draft", Draft.Draft],
  ["Residue", Residue.Residue],
  ["Problem", Problem.Problem],
  ["Posted", Messages.Posted],
  ["Availability", Messages.Availability],
  ...MessageError.MessageError.members.map((member): readonly [string, Schema.Schema.Any] => [member._tag, member])
]

it.each(schemas)("%s describes its fields, and theirs", (_, { ast }) => assert.deepStrictEqual(undescribed(ast), []))

const undescribed = (ast: SchemaAST.AST, seen = new Set<SchemaAST.AST>()): ReadonlyArray<string> => {
  if (seen.has(ast)) return []
  seen.add(ast)
  switch (ast._tag) {
    case "Transformation":
      return undescribed(ast.from, seen)
    case "Refinement":
      return undescribed(ast.from, seen)
    case "Suspend":
      return undescribed(ast.f(), seen)
    case "Union":
      return ast.types.flatMap((type) => undescribed(type, seen))
    case "TupleType":
      return ast.rest.flatMap(({ type }) => undescribed(type, seen))
    case "TypeLiteral":
      return ast.propertySignatures.flatMap((field) => [
        ...(isDescribed(field) || isDescribed(field.type) || field.name === "_tag" ? [] : [String(field.name)]),
        ...undescribed(field.type, seen)
      ])
    default:
      return []
  }
}

/** Effect itself describes strings and numbers; that says nothing about a field. */
const builtIn = new Set(["a string", "a number", "a boolean"])

const isDescribed = (annotated: SchemaAST.Annotated): boolean => {
  const description = annotated.annotations[SchemaAST.DescriptionAnnotationId]
  return typeof description === "string" && !builtIn.has(description)
}
