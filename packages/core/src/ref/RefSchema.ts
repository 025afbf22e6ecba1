/** The schema of a ref. Only the normal form is valid, so that equal refs are equal strings. */
import type * as Arbitrary from "effect/Arbitrary"
import * as Schema from "effect/Schema"
import { names } from "../provider/Provider.js"
import * as RefGrammar from "./RefGrammar.js"
import * as RefPattern from "./RefPattern.js"

/** Refs of one kind in normal form; the JSON Schema has the same regular expression. */
export const of = (kind: RefGrammar.Kind) => {
  const pattern = RefPattern.of(kind)
  const expression = new RegExp(pattern, "u")
  return Schema.String.pipe(
    Schema.filter((text) => expression.test(text), {
      jsonSchema: { pattern, description: `Where a ${kind} is kept: ${RefGrammar.usages(kind)}` },
      arbitrary: () => arbitrary(kind, expression)
    })
  )
}

const arbitrary =
  (kind: RefGrammar.Kind, expression: RegExp): Arbitrary.LazyArbitrary<string> =>
  (fc) =>
    fc.constantFrom(...names).chain((provider) => {
      const { query, segments } = RefGrammar.of(kind, provider)
      const id = fc.fullUnicodeString({ minLength: 1 }).map(encodeId)
      const path = fc.tuple(...segments.map((segment) => ("word" in segment ? fc.constant(segment.word) : id)))
      const value = query === undefined ? fc.constant(undefined) : fc.option(id, { nil: undefined })
      return fc
        .tuple(path, value)
        .map(([path, value]) => `${provider}:${path.join("/")}${value === undefined ? "" : `?${query}=${value}`}`)
        .filter((text) => expression.test(text))
    })

/** A lone surrogate has no encoding. */
const encodeId = (id: string): string => (/\p{Cs}/u.test(id) ? "x" : encodeURIComponent(id))
