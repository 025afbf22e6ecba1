/** Compiles a schema to a plain check. `Schema.is` rebuilds every value that it checks, which takes several times as long. */
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"

/** Checks whether a value is within the type of a schema. Extra keys count only where the schema refuses them; its filters see them, while those of `Schema.is` do not. */
export const of = <A, I>(schema: Schema.Schema<A, I>): ((value: unknown) => value is A) => {
  const check = compiled(SchemaAST.typeAST(schema.ast), false)
  // A filter of a schema may throw on foreign values, and a value may be nested too deeply to be visited.
  return (value): value is A =>
    Either.getOrElse(
      Either.try(() => check()(value)),
      () => false
    )
}

type Check = (value: unknown) => boolean

/** A check that is compiled when it is first needed, because schemas may contain themselves, and many are never used. */
type Compiled = () => Check

const compiled = (ast: SchemaAST.AST, isInStrict: boolean): Compiled => {
  const isStrict = SchemaAST.getParseOptionsAnnotation(ast).pipe(
    Option.flatMapNullable(({ onExcessProperty }) => onExcessProperty),
    Option.match({ onNone: () => isInStrict, onSome: (option) => option === "error" })
  )
  const known = isStrict ? strictChecks : checks
  return () => {
    const found = known.get(ast)
    if (found !== undefined) return found
    const check = checkOf(ast, isStrict)
    known.set(ast, check)
    return check
  }
}

const checks = new WeakMap<SchemaAST.AST, Check>()
const strictChecks = new WeakMap<SchemaAST.AST, Check>()

const checkOf = (ast: SchemaAST.AST, isStrict: boolean): Check => {
  switch (ast._tag) {
    case "Literal":
      return (value) => value === ast.literal
    case "StringKeyword":
      return Predicate.isString
    case "NumberKeyword":
      return Predicate.isNumber
    case "BooleanKeyword":
      return Predicate.isBoolean
    case "UnknownKeyword":
      return () => true
    case "Refinement":
      return refinement(ast, isStrict)
    case "Suspend":
      return suspended(ast, isStrict)
    case "TypeLiteral":
      return object(ast, isStrict)
    case "TupleType":
      return ast.elements.length === 0 && ast.rest.length === 1 ? array(ast, isStrict) : usual(ast, isStrict)
    case "Union":
      return union(ast, isStrict)
    default:
      return usual(ast, isStrict)
  }
}

/** Effect's own check, for what messages rarely have. */
const usual = (ast: SchemaAST.AST, isStrict: boolean): Check =>
  Schema.is(Schema.make(ast), isStrict ? { onExcessProperty: "error" } : {})

const refinement = (ast: SchemaAST.Refinement, isStrict: boolean): Check => {
  const from = compiled(ast.from, isStrict)()
  const options: SchemaAST.ParseOptions = isStrict ? { onExcessProperty: "error", exact: true } : { exact: true }
  return (value) => from(value) && Option.isNone(ast.filter(value, options, ast))
}

const suspended = ({ f }: SchemaAST.Suspend, isStrict: boolean): Check => {
  let check: Check | undefined
  return (value) => (check ??= compiled(f(), isStrict)())(value)
}

const array = ({ rest: [rest] }: SchemaAST.TupleType, isStrict: boolean): Check => {
  const check = rest === undefined ? () => true : compiled(rest.type, isStrict)()
  // By index, because `every` passes over the holes of a sparse array.
  return (value) => {
    if (!Array.isArray(value)) return false
    for (let index = 0; index < value.length; index++) if (!check(value[index])) return false
    return true
  }
}

const object = ({ indexSignatures, propertySignatures }: SchemaAST.TypeLiteral, isStrict: boolean): Check => {
  if (propertySignatures.length === 0 && indexSignatures.length === 0) return Predicate.isNotNullable
  const fields = propertySignatures.map(({ isOptional, name, type }) => ({
    name,
    isOptional,
    check: compiled(type, isStrict)()
  }))
  const names = new Set(fields.map(({ name }) => name))
  const others = indexSignatures.map(({ parameter, type }) => ({
    isKey: compiled(parameter, isStrict)(),
    check: compiled(type, isStrict)()
  }))
  const isKnown = (key: PropertyKey) => names.has(key) || others.some(({ isKey }) => isKey(key))
  return (value) => {
    if (!Predicate.isRecord(value)) return false
    for (const { check, isOptional, name } of fields)
      if (Object.hasOwn(value, name) ? !check(value[name]) : !isOptional) return false
    if (others.length === 0 && !isStrict) return true
    for (const key of Reflect.ownKeys(value)) {
      if (isStrict && !isKnown(key)) return false
      for (const { check, isKey } of others) if (isKey(key) && !check(value[key])) return false
    }
    return true
  }
}

const union = ({ types }: SchemaAST.Union, isStrict: boolean): Check => {
  const members = types.map((type) => compiled(type, isStrict)())
  const tag = tagOf(types)
  if (tag === undefined) return (value) => members.some((check) => check(value))
  const byTag = new Map<unknown, Check>(members.map((check, index) => [tag.literals[index], check]))
  return (value) => Predicate.isRecord(value) && byTag.get(value[tag.name])?.(value) === true
}

/** The key whose literals tell the members of a union apart, if there is one. */
const tagOf = (types: ReadonlyArray<SchemaAST.AST>) => {
  const all = types.map(literalsOf)
  for (const name of all[0]?.keys() ?? []) {
    const literals = all.map((own) => own.get(name))
    if (!literals.includes(undefined) && new Set(literals).size === types.length) return { name, literals }
  }
  return undefined
}

/** The required keys of an object that have one literal each. */
const literalsOf = (ast: SchemaAST.AST): ReadonlyMap<PropertyKey, SchemaAST.LiteralValue> => {
  if (ast._tag === "Refinement") return literalsOf(ast.from)
  if (ast._tag !== "TypeLiteral") return new Map()
  return new Map(
    ast.propertySignatures.flatMap(({ isOptional, name, type }) =>
      !isOptional && type._tag === "Literal" ? [[name, type.literal] as const] : []
    )
  )
}
