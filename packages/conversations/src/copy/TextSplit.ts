/** Splits a long text at the borders of its sentences. */

/** Pieces of at most `limit` Unicode code points, which join to the text. A longer sentence is cut between words, and a longer word between graphemes. */
export const split = (text: string, limit: number): ReadonlyArray<string> => {
  if (length(text) <= limit) return [text]
  const pieces: Array<string> = []
  let piece = ""
  let size = 0
  for (const segment of sentences(text, limit)) {
    const added = length(segment)
    if (size > 0 && size + added > limit) {
      pieces.push(piece)
      piece = ""
      size = 0
    }
    piece += segment
    size += added
  }
  return piece === "" ? pieces : [...pieces, piece]
}

const length = (text: string): number => {
  let count = 0
  for (let index = 0; index < text.length; index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1) count += 1
  return count
}

/** The sentences of a text. A sentence that is too long is given in words, and a word that is too long in graphemes. */
function* sentences(text: string, limit: number): Generator<string> {
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(text))
    if (length(segment) <= limit) yield segment
    else yield* shorter(segment, limit)
}

function* shorter(text: string, limit: number): Generator<string> {
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text))
    if (length(segment) <= limit) yield segment
    else for (const { segment: character } of new Intl.Segmenter().segment(segment)) yield* codePoints(character, limit)
}

/** A grapheme with more code points than the limit is cut between them. */
function* codePoints(character: string, limit: number): Generator<string> {
  if (length(character) <= limit) yield character
  else yield* character
}
