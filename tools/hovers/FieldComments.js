// Writes the descriptions of a schema's fields into its declarations as comments, which editors show.
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import ts from "typescript"

/** The declarations of a module with a comment before every described field of the schemas that the module exports. */
export const withComments = (declarations, module) => {
  const file = ts.createSourceFile("index.d.ts", declarations, ts.ScriptTarget.Latest, true)
  const named = (name) => file.statements.filter((statement) => isAboutFields(statement) && nameOf(statement) === name)
  const visited = new Set()
  const comments = new Map()

  const visit = (node, structs) => {
    if (visited.has(node)) return
    visited.add(node)
    const fields = (node.members ?? []).filter(ts.isPropertySignature)
    const described = structs.filter((struct) => hasFields(struct, fields)).sort(byFieldCount)
    for (const field of fields) {
      const signatures = described.flatMap((struct) => signaturesOf(struct, field.name.text))
      const comment = signatures.map(descriptionOf).find((description) => description !== undefined)
      if (comment !== undefined) comments.set(field, comment)
      const inner = signatures.flatMap(({ type }) => structsOf(type))
      visit(field, inner)
    }
    if (ts.isTypeReferenceNode(node)) for (const type of named(node.typeName.getText())) visit(type, structs)
    ts.forEachChild(node, (child) => visit(child, structs))
  }

  const visitGuards = (node, structs) =>
    ts.isTypePredicateNode(node) ? visit(node, structs) : ts.forEachChild(node, (child) => visitGuards(child, structs))

  const exported = Object.entries(module)
    .map(([name, value]) => ({ name, structs: schemasIn(value).flatMap((ast) => structsOf(ast)) }))
    .filter(({ structs }) => structs.length > 0)
  for (const { name, structs } of exported)
    for (const statement of [...named(name), ...named(`${name}_base`)]) visit(statement, structs)
  const all = exported.flatMap(({ structs }) => structs)
  visitGuards(file, all)
  return [...comments].sort(([a], [b]) => b.pos - a.pos).reduce(withComment, declarations)
}

/** The schemas in a value that a module exports: a schema, the fields of one, or the endpoints of an API. */
const schemasIn = (value, depth = 0) => {
  if (Schema.isSchema(value)) return [value.ast]
  if (isFields(value)) return [Schema.Struct(value).ast]
  if (value === null || !/^(object|function)$/.test(typeof value) || depth === deepest) return []
  return Object.values(value).flatMap((inner) => schemasIn(inner, depth + 1))
}

const isFields = (value) =>
  value?.constructor === Object &&
  Object.values(value).length > 0 &&
  Object.values(value).every((field) => Schema.isSchema(field) || Schema.isPropertySignature(field))

/** API, groups, group, endpoints, endpoint, optional schema, schema. */
const deepest = 6

/** Whether a statement can have the fields of a schema. Those of a class are at its base, which is a constant. */
const isAboutFields = (statement) =>
  ts.isVariableStatement(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)

const nameOf = (statement) => (statement.name ?? statement.declarationList.declarations[0].name).text

/** The structs in a schema, but not those in their fields. */
const structsOf = (ast, seen = new Set()) => {
  if (seen.has(ast)) return []
  seen.add(ast)
  const within = (asts) => asts.flatMap((ast) => structsOf(ast, seen))
  switch (ast._tag) {
    case "Transformation":
      return within([ast.from, ast.to])
    case "Refinement":
      return within([ast.from])
    case "Suspend":
      return within([ast.f()])
    case "Union":
      return within(ast.types)
    case "TupleType":
      return within([...ast.elements, ...ast.rest].map(({ type }) => type))
    case "TypeLiteral":
      return [ast, ...within(ast.indexSignatures.map(({ type }) => type))]
    default:
      return []
  }
}

/** Whether the struct has all the fields, and the same literals in them. */
const hasFields = (struct, fields) =>
  fields.every((field) =>
    signaturesOf(struct, field.name.text).some(
      ({ type }) => !SchemaAST.isLiteral(type) || field.type.getText().includes(JSON.stringify(type.literal))
    )
  )

const byFieldCount = (a, b) => a.propertySignatures.length - b.propertySignatures.length

const signaturesOf = (struct, name) => struct.propertySignatures.filter((signature) => signature.name === name)

/** The description of a field, or of its type. Effect's own, such as "a string", say nothing about the field; they begin in lower case. */
const descriptionOf = (signature) =>
  [signature, signature.type]
    .map(({ annotations }) => annotations[SchemaAST.DescriptionAnnotationId])
    .find((description) => typeof description === "string" && !/^[a-z]/.test(description))

/** The text with the comment of one field. A comment that is there already gives way, so that a second run changes nothing. */
const withComment = (text, [field, description]) => {
  const start = field.getStart()
  const old = field.jsDoc?.at(-1)?.pos ?? start
  const indent = /\n( *)$/.exec(text.slice(0, old))
  const comment = `/** ${description.replaceAll("*/", "*\\/").replaceAll(/\s+/g, " ")} */`
  return `${text.slice(0, old)}${comment}${indent?.[0] ?? " "}${text.slice(start)}`
}
