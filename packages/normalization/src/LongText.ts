/** Splits a text that is longer than a provider accepts. */

/** The text in pieces of at most `maximum` characters (code points). They end with a line, a sentence or a word if one ends near enough, and never within a character that people see as one. */
export const split = (text: string, maximum: number): ReadonlyArray<string> => {
  if (text.length <= maximum) return [text]
  const pieces: Array<string> = []
  let start = 0
  while (start < text.length) {
    const end = farthest(text, start, maximum)
    const cut = end === text.length ? end : start + boundary(text.slice(start, end + lookahead), end - start)
    pieces.push(text.slice(start, cut))
    start = cut
  }
  return pieces
}

/** Where the piece ends at the latest: `maximum` characters after `start`. */
const farthest = (text: string, start: number, maximum: number): number => {
  let index = start
  for (let count = 0; count < maximum && index < text.length; count++)
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
  return index
}

/** The last boundary in a text up to `end`. A sentence or a word that begins in the first half would make the piece too short. */
const boundary = (text: string, end: number): number => {
  for (const segmenter of [sentences, words]) {
    const index = beginningOf(segmenter, text, end)
    if (index >= end / 2 && beginningOf(graphemes, text, index) === index) return index
  }
  const index = beginningOf(graphemes, text, end)
  return index === 0 ? end : index
}

/** Where the segment begins that holds the character at `index`. A sentence ends with its line, too (Unicode, UAX #29). */
const beginningOf = (segmenter: Intl.Segmenter, text: string, index: number): number =>
  segmenter.segment(text).containing(index)?.index ?? index

/** How many UTF-16 units after a piece are examined to find a boundary: whether a segment ends depends on what follows. */
const lookahead = 1_000

const sentences = new Intl.Segmenter("und", { granularity: "sentence" })
const words = new Intl.Segmenter("und", { granularity: "word" })
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" })
