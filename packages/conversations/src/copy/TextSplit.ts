/** Splits a long text at the borders of its sentences. */

/** Pieces of at most `limit` Unicode code points, which together are the text. A sentence that is longer is cut between characters that people see as one. */
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

/** The sentences of a text; those that are too long by their words, and words that are too long by their characters. */
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

/** A character with more marks than the limit allows is cut between code points. */
function* codePoints(character: string, limit: number): Generator<string> {
  if (length(character) <= limit) yield character
  else yield* character
}
