/** A piece of a text around the first match of a search, on one line, with the ranges of all matches. */
import * as Words from "../content/Words.js"
import type { SearchMark } from "./SearchHit.js"
import type { Clause } from "./SearchQuery.js"

/** A snippet of a text. */
export interface Snippet {
  readonly snippet: string
  readonly marks: ReadonlyArray<SearchMark>
}

/** How long a snippet is, in UTF-16 units, without its ellipses. */
const length = 160
/** How much of it comes before the first match. */
const before = 40

/** The snippet of a text around its first match, or its beginning if nothing matches. */
export const of = (text: string, clauses: ReadonlyArray<Clause>): Snippet => {
  const line = text.replace(/[\s\0]+/gu, " ").trim()
  const hits = hitsOf(line, clauses)
  const start = startAt(line, Math.max(0, (hits[0]?.start ?? 0) - before))
  const end = endAt(line, start + length)
  const head = start > 0 ? "…" : ""
  const tail = end < line.length ? "…" : ""
  const shift = head.length - start
  return {
    snippet: `${head}${line.slice(start, end)}${tail}`,
    marks: hits
      .filter((hit) => hit.end > start && hit.start < end)
      .map((hit) => ({ start: Math.max(hit.start, start) + shift, end: Math.min(hit.end, end) + shift }))
  }
}

/** The ranges of all matches, in order, merged where they overlap. */
const hitsOf = (line: string, clauses: ReadonlyArray<Clause>): ReadonlyArray<SearchMark> => {
  const terms = termsOf(line)
  const found: Array<SearchMark> = []
  for (let at = 0; at < terms.length; at++)
    for (const clause of clauses) {
      const end = endOf(terms, at, clause)
      const start = terms[at]?.start
      if (end !== undefined && start !== undefined) found.push({ start, end })
    }
  found.sort((a, b) => a.start - b.start || a.end - b.end)
  const joined: Array<SearchMark> = []
  for (const hit of found) {
    const last = joined.at(-1)
    if (last === undefined || hit.start >= last.end) joined.push(hit)
    else if (hit.end > last.end) joined[joined.length - 1] = { start: last.start, end: hit.end }
  }
  return joined
}

const endOf = (terms: ReadonlyArray<Term>, at: number, { isPrefix, terms: wanted }: Clause): number | undefined => {
  const last = wanted.length - 1
  const fits = wanted.every((text, index) => {
    const term = terms[at + index]?.text
    return term !== undefined && (index === last && isPrefix ? term.startsWith(text) : term === text)
  })
  const end = terms[at + last]
  if (!fits || end === undefined) return undefined
  // The prefix of a pair of characters is its first character.
  return isPrefix && end.isPair ? end.start + (wanted[last]?.length ?? 0) : end.end
}

interface Term {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly isPair: boolean
}

const termsOf = (line: string): ReadonlyArray<Term> => {
  const terms: Array<Term> = []
  for (const { end, isRun, start, text } of Words.words(line)) {
    if (!isRun) {
      terms.push({ text, start, end, isPair: false })
      continue
    }
    // Folding may have changed the length of the run; then each of its terms marks the whole run.
    const isPair = text.length === end - start
    let offset = start
    for (const pair of Words.pairs(text)) {
      terms.push({ text: pair, start: isPair ? offset : start, end: isPair ? offset + pair.length : end, isPair })
      offset += String.fromCodePoint(pair.codePointAt(0) ?? 0).length
    }
  }
  return terms
}

/** Where a snippet begins: at a word, if one begins nearby, and never within a surrogate pair. */
const startAt = (line: string, start: number): number => {
  if (start === 0) return 0
  const space = line.indexOf(" ", start)
  return space >= 0 && space < start + before / 2 ? space + 1 : whole(line, start)
}

const endAt = (line: string, end: number): number => {
  if (end >= line.length) return line.length
  const space = line.lastIndexOf(" ", end)
  return space > end - before ? space : whole(line, end)
}

const whole = (line: string, index: number): number => (/^[\udc00-\udfff]/.test(line.slice(index)) ? index - 1 : index)
