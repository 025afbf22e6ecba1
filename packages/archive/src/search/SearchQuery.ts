/** Parses the text of a search: words, "phrases", and prefixes with a `*`. The terms hold letters and digits alone, so they are safe in a query. */
import * as Either from "effect/Either"
import { InvalidQuery } from "../ArchiveError.js"
import * as Words from "../content/Words.js"

/** Terms that follow one another. A message must match every clause. */
export interface Clause {
  readonly terms: ReadonlyArray<string>
  /** Whether the last term is a prefix. */
  readonly isPrefix: boolean
}

/** How many clauses and terms a search may have. */
const maximumTerms = 64

/** The clauses of a query, at least one. */
export const parse = (query: string): Either.Either<ReadonlyArray<Clause>, InvalidQuery> => {
  const refuse = (problem: string) =>
    Either.left(new InvalidQuery({ query: query.slice(0, 200).replace(/[\ud800-\udbff]$/, ""), problem }))
  const text = query.replace(/[“”„«»]/g, '"')
  if ((text.split('"').length - 1) % 2 === 1) return refuse('has a " that is not closed')
  const clauses: Array<Clause> = []
  for (const [, phrase, star, bare] of text.matchAll(/"([^"]*)"(\*?)|([^\s"]+)/g)) {
    const isPrefix = phrase === undefined ? bare?.endsWith("*") === true : star === "*"
    const words = phrase ?? (isPrefix ? bare?.slice(0, -1) : bare) ?? ""
    if (words.includes("*")) return refuse("has a * that is not at the end of a word")
    const clause = clauseOf(words, isPrefix)
    if (clause !== undefined) clauses.push(clause)
    else if (isPrefix) return refuse("has a * with no prefix before it")
  }
  if (clauses.length === 0) return refuse("has no word to look for")
  return clauses.reduce((count, { terms }) => count + terms.length, 0) > maximumTerms
    ? refuse(`has more than ${maximumTerms} words`)
    : Either.right(clauses)
}

const clauseOf = (text: string, isPrefix: boolean): Clause | undefined => {
  const words = Array.from(Words.words(Words.fold(text)))
  const last = words.at(-1)
  if (last === undefined) return undefined
  const terms = words.flatMap((word) => {
    if (!word.isRun) return [word.text]
    const pairs = Words.pairs(word.text)
    // The last character of a run stands alone in the index, after its pairs.
    return word === last && pairs.length > 1 ? pairs.slice(0, -1) : pairs
  })
  const isOneCharacter = last.isRun && Words.pairs(last.text).length === 1
  return { terms, isPrefix: isPrefix || isOneCharacter || last.text.length >= Words.maximumWordLength - 1 }
}

/** The query for SQLite's index. */
export const toFts5 = (clauses: ReadonlyArray<Clause>): string =>
  clauses.map(({ isPrefix, terms }) => `"${terms.join(" ")}"${isPrefix ? " *" : ""}`).join(" AND ")

/** The query for PostgreSQL's index. */
export const toTsquery = (clauses: ReadonlyArray<Clause>): string =>
  clauses
    .map(({ isPrefix, terms }) => {
      const quoted = terms.map((term) => `'${term}'`)
      return `(${quoted.join(" <-> ")}${isPrefix ? ":*" : ""})`
    })
    .join(" & ")
