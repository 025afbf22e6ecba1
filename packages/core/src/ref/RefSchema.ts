/** The schema of a ref: only its normal form is one, so that equal refs are equal texts. */
import type * as Arbitrary from "effect/Arbitrary"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { names } from "../provider/Provider.js"
import * as RefGrammar from "./RefGrammar.js"
import * as RefScanner from "./RefScanner.js"

/** The JSON Schema knows the grammar, but not which ids are refused. */
export const of = (kind: RefGrammar.Kind) =>
  Schema.String.pipe(
    Schema.filter((text) => normal(kind, text) === text, {
      jsonSchema: { pattern: pattern(kind), description: `Where a ${kind} is kept: ${RefGrammar.usages(kind)}` },
      arbitrary: () => arbitrary(kind)
    })
  )

const normal = (kind: RefGrammar.Kind, text: string): string | undefined =>
  kind === "message"
    ? Either.getOrUndefined(RefScanner.read("message", text))?.ref
    : Either.getOrUndefined(RefScanner.read("conversation", text))?.ref

/** What `encodeURIComponent` gives. */
const encoded = "([A-Za-z0-9_.!~*'()-]|%[0-9A-F]{2})+"

const pattern = (kind: RefGrammar.Kind): string => {
  const each = names.map((provider) => {
    const { query, segments } = RefGrammar.of(kind, provider)
    const path = segments.map((segment) => ("word" in segment ? segment.word : encoded)).join("/")
    return `${provider}:${path}${query === undefined ? "" : `(\\?${query}=${encoded})?`}`
  })
  return `^(${each.join("|")})$`
}

const arbitrary =
  (kind: RefGrammar.Kind): Arbitrary.LazyArbitrary<string> =>
  (fc) =>
    fc.constantFrom(...names).chain((provider) => {
      const { query, segments } = RefGrammar.of(kind, provider)
      const id = fc.fullUnicodeString({ minLength: 1 }).map(encodeId)
      const path = fc.tuple(...segments.map((segment) => ("word" in segment ? fc.constant(segment.word) : id)))
      const value = query === undefined ? fc.constant(undefined) : fc.option(id, { nil: undefined })
      return fc
        .tuple(path, value)
        .map(([path, value]) => `${provider}:${path.join("/")}${value === undefined ? "" : `?${query}=${value}`}`)
        .filter((text) => normal(kind, text) === text)
    })

/** Half a surrogate pair has no encoding. */
const encodeId = (id: string): string => (/\p{Cs}/u.test(id) ? "x" : encodeURIComponent(id))
