/** The strict reading: finds where a value departs from a contract that is written as a schema, without repeating the value. */
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import type * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import { pointer } from "../json/Json.js"

/** One departure: `path` is a JSON Pointer, `expected` is what the contract has there. */
export interface Drift {
  /** Where the value departs from the contract, as a JSON Pointer. */
  readonly path: string
  /** What the contract has there, in words. */
  readonly expected: string
}

/** Finds every departure, in the order of the contract. Extra keys count only if the schema refuses them. */
export const of = <A, I>(schema: Schema.Schema<A, I>): ((value: unknown) => ReadonlyArray<Drift>) => {
  const validate = ParseResult.validateEither(schema, { errors: "all" })
  return (value) =>
    Either.try(() => validate(value)).pipe(
      Either.map(Either.match({ onLeft: (issue) => collect(issue, []), onRight: () => [] })),
      // To choose a member of a union, Effect converts the discriminator to a string, which `{"toString": null}` makes throw.
      Either.getOrElse(() => drift([], schema.ast))
    )
}

type Keys = ReadonlyArray<string | number>

const collect = (issue: ParseResult.ParseIssue, keys: Keys): ReadonlyArray<Drift> => {
  switch (issue._tag) {
    case "Pointer":
      return collect(issue.issue, [...keys, ...step(issue.path)])
    case "Composite":
      return composite(issue, keys)
    case "Refinement":
      return issue.kind === "Predicate" ? drift(keys, issue.ast) : collect(issue.issue, keys)
    case "Transformation":
      return collect(issue.issue, keys)
    case "Unexpected":
      return [{ path: pointer(keys), expected: "nothing: the contract has no such field" }]
    default:
      return drift(keys, issue.ast)
  }
}

/** Reports a union as a whole, unless one of its members was meant and the departure is inside of it. */
const composite = ({ ast, issues }: ParseResult.Composite, keys: Keys): ReadonlyArray<Drift> => {
  const all: ReadonlyArray<ParseResult.ParseIssue> = "_tag" in issues ? [issues] : issues
  const found = all.flatMap((issue) => collect(issue, keys))
  const inside = found.filter(({ path }) => path !== pointer(keys))
  if (ast._tag !== "Union") return found
  return all.length === 1 && inside.length > 0 ? found : drift(keys, ast)
}

const drift = (keys: Keys, ast: unknown): ReadonlyArray<Drift> => {
  const expected = String(ast instanceof SchemaAST.Type ? ast.type : ast)
  return [{ path: pointer(keys), expected: expected.length > 200 ? `${expected.slice(0, 200)}…` : expected }]
}

const step = (path: ParseResult.Path): Keys => [path].flat().map((key) => (typeof key === "symbol" ? String(key) : key))
