/**
 * Splits text into words, in the same way for both databases. Chinese, Japanese and Korean have no spaces, so each run of such characters
 * becomes overlapping pairs, plus its last character: a search finds any two characters, and a single one as a prefix.
 */

/** A run of letters and digits of one kind, with its place in the text. */
export interface Word {
  /** In lower case, without accents. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** Whether it is a run of Chinese, Japanese or Korean characters. */
  readonly isRun: boolean
}

/** Longer words, such as encoded bytes, are cut, because people do not search for them. */
export const maximumWordLength = 100

const run = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー]+"
const letter = "[\\p{L}\\p{N}\\p{M}\\p{Co}]"
const pattern = new RegExp(`(${run})|(?:(?!${run})${letter})+`, "gu")

const runs = new RegExp(run, "gu")

/** Whether a text has only ASCII: most texts do, and need no folding. */
const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text)

/** The text as it is compared: in lower case, with compatible characters made equal and accents removed. */
export const fold = (text: string): string =>
  isAscii(text) ? text.toLowerCase() : recompose(text.normalize("NFKD").replace(accents, "")).toLowerCase()

const accents = /[\u0300-\u036f]/g

/** NFKD also decomposes Korean syllables and voiced kana; NFC composes them again. */
const recompose = (text: string): string => text.normalize("NFC")

/** The words of a text, in order. */
export function* words(text: string): Generator<Word> {
  for (const match of text.matchAll(pattern)) {
    const [found, isRun] = match
    const folded = fold(found)
    if (folded !== "")
      yield { text: cut(folded), start: match.index, end: match.index + found.length, isRun: isRun !== undefined }
  }
}

const cut = (word: string): string =>
  word.length > maximumWordLength ? word.slice(0, maximumWordLength).replace(/[\ud800-\udbff]$/, "") : word

/** The terms of a run in the index: its pairs, and its last character. */
export const pairs = (run: string): ReadonlyArray<string> => {
  const characters = Array.from(run)
  return characters.map((character, index) => character + (characters[index + 1] ?? ""))
}

/** The text for SQLite's index, which splits it into words itself. */
export const spaced = (text: string): string => {
  if (isAscii(text)) return text.includes("\0") ? text.replaceAll("\0", " ") : text
  return fold(text)
    .replaceAll("\0", " ")
    .replace(runs, (run) => ` ${pairs(run).join(" ")} `)
}

/** The text for PostgreSQL's index: every term with its positions. */
export const vector = (text: string): string => {
  const positions = new Map<string, Array<number>>()
  let position = 0
  for (const word of words(fold(text)))
    for (const term of word.isRun ? pairs(word.text) : [word.text]) {
      position += 1
      const known = positions.get(term)
      if (known === undefined) positions.set(term, [Math.min(position, lastPosition)])
      else if (known.length < positionsPerTerm && position <= lastPosition) known.push(position)
    }
  return Array.from(positions, ([term, places]) => `'${term}':${places.join(",")}`).join(" ")
}

/** PostgreSQL's own limits of a `tsvector`. */
const lastPosition = 16_383
const positionsPerTerm = 255
