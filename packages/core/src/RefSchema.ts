/** The schema of a ref: only its normal form is one, so that equal refs are equal texts. */
import type * as Arbitrary from "effect/Arbitrary"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Grammar from "./Grammar.js"
import { names, providers } from "./Provider.js"

/** The JSON Schema knows the grammar, but not which ids are refused. */
export const of = (kind: Grammar.Kind) =>
  Schema.String.pipe(
    Schema.filter((text) => Either.getOrUndefined(normal(kind, text)) === text, {
      jsonSchema: { pattern: pattern(kind), description: `Where a ${kind} is kept: ${Grammar.usages(kind)}` },
      arbitrary: () => arbitrary(kind)
    })
  )

const normal = (kind: Grammar.Kind, text: string) =>
  Either.flatMap(Grammar.parse(kind, text), (ids) => Grammar.format(kind, ids))

/** What `encodeURIComponent` gives. */
const encoded = "([A-Za-z0-9_.!~*'()-]|%[0-9A-F]{2})+"

const pattern = (kind: Grammar.Kind): string => {
  const each = names.map((provider) => {
    const { [kind]: template, query } = providers[provider]
    const path = template.replace(/<\w+>/g, encoded)
    return `${provider}:${path}${query === undefined ? "" : `(\\?${query}=${encoded})?`}`
  })
  return `^(${each.join("|")})$`
}

const arbitrary =
  (kind: Grammar.Kind): Arbitrary.LazyArbitrary<string> =>
  (fc) =>
    fc.constantFrom(...names).chain((provider) => {
      const { [kind]: template, query } = providers[provider]
      const ids = Grammar.idNames(template)
      const id = fc.fullUnicodeString({ minLength: 1 })
      const shape = Object.fromEntries([...ids, ...(query === undefined ? [] : [query])].map((name) => [name, id]))
      return fc
        .record(shape, { requiredKeys: [...ids] })
        .map((found) => Grammar.format(kind, { ...found, provider }))
        .filter(Either.isRight)
        .map(({ right }) => right)
    })
