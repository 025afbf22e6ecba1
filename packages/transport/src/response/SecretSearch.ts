/** Finds a credential in a text: whole or in pieces, in any case, encoded in any of the ways in which servers repeat what they were sent. */
import * as PlainText from "./PlainText.js"

/** From where to where in a text something secret stands. */
export type Span = readonly [start: number, end: number]

/** The places of a text that hold the credential or a piece of it, in order, without overlaps. */
export type Search = (text: string) => ReadonlyArray<Span>

/** A search for one credential. A piece is secret if it has 8 characters in a row from behind the provider's public prefix. */
export const make = (secret: string): Search => {
  // A credential may look like an encoding itself, so it is searched as it is and as `PlainText` reads it, in both views of the text.
  const forms = [...new Set([secret, PlainText.of(secret).characters])]
  const anyCase = dictionary(forms.flatMap(anyCasePieces))
  const exact = dictionary(forms.flatMap(base64Pieces))
  return (text) => {
    const found = [PlainText.asItIs(text), PlainText.of(text)].flatMap(({ characters, ends, starts }) => {
      const lower = characters.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
      const base64 = characters.replaceAll("-", "+").replaceAll("_", "/")
      return [...occurrences(lower, anyCase), ...occurrences(base64, exact).map((span) => widen(base64, span))].map(
        ([start, end]): Span => [starts[start] ?? 0, ends[end - 1] ?? text.length]
      )
    })
    return merge(found)
  }
}

const anyCasePieces = (secret: string): ReadonlyArray<string> => {
  const body = secret.replace(publicPrefix, "")
  const pieces = body.length < pieceLength ? [secret] : [secret, ...windows(body, pieceLength)]
  return [
    ...pieces.map((piece) => piece.toLowerCase()),
    ...(secret.length < shortestEncoded ? [] : pieces.map(hexadecimal))
  ]
}

const base64Pieces = (secret: string): ReadonlyArray<string> => {
  if (secret.length < shortestEncoded) return []
  const body = secret.replace(publicPrefix, "")
  const pieces = body.length < pieceLength ? [] : base64s(body).flatMap((text) => windows(text, base64Length))
  return [...base64s(secret), ...pieces]
}

/** What the keys of a provider all begin with. */
const publicPrefix = /^(fk-|mk_|vf_|hch-)/i

const pieceLength = 8

/** 8 bytes fill at least 10 characters of base64 alone, wherever they begin. */
const base64Length = 10

/** The encoding of a shorter text would be found in ordinary words. */
const shortestEncoded = 6

/** The texts of each length. */
type Dictionary = ReadonlyMap<number, ReadonlySet<string>>

const dictionary = (texts: ReadonlyArray<string>): Dictionary => {
  const all = new Map<number, Set<string>>()
  for (const text of texts) {
    const same = all.get(text.length) ?? new Set<string>()
    all.set(text.length, same.add(text))
  }
  return all
}

/** Every piece of a length; the text itself if it is shorter. */
const windows = (text: string, length: number): ReadonlyArray<string> =>
  text.length <= length
    ? [text]
    : Array.from({ length: text.length - length + 1 }, (_, start) => text.slice(start, start + length))

const hexadecimal = (text: string): string =>
  Array.from(text, (character) => character.charCodeAt(0).toString(16).padStart(2, "0")).join("")

/** The characters of base64 that the text alone decides, for each of the three places at which it may begin in a group of three bytes. */
const base64s = (text: string): ReadonlyArray<string> =>
  [0, 1, 2].map((offset) => {
    const first = Math.ceil((offset * 8) / 6)
    const end = Math.floor(((offset + text.length) * 8) / 6)
    return btoa("\0".repeat(offset) + text.replace(/[^\0-\xff]/g, "")).slice(first, end)
  })

const occurrences = (text: string, dictionary: Dictionary): ReadonlyArray<Span> =>
  [...dictionary].flatMap(([length, texts]) =>
    texts.size <= few ? [...texts].flatMap((piece) => ofOne(text, piece)) : ofMany(text, length, texts)
  )

/** So many texts are found sooner one after the other: whole credentials are long and few, pieces are short and many. */
const few = 8

const ofOne = (text: string, piece: string): ReadonlyArray<Span> => {
  const found: Array<Span> = []
  for (let start = text.indexOf(piece); start >= 0; start = text.indexOf(piece, start + 1))
    found.push([start, start + piece.length])
  return found
}

const ofMany = (text: string, length: number, pieces: ReadonlySet<string>): ReadonlyArray<Span> => {
  const found: Array<Span> = []
  for (let start = 0; start + length <= text.length; start++)
    if (pieces.has(text.slice(start, start + length))) found.push([start, start + length])
  return found
}

/** The characters of base64 at the edges hold bits of the credential too. */
const widen = (text: string, [start, end]: Span): Span => {
  const before = /[A-Za-z\d+/]{0,2}$/.exec(text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0
  const after = /^[A-Za-z\d+/]{0,2}/.exec(text.slice(end, end + 2))?.[0].length ?? 0
  return [start - before, end + after]
}

const merge = (spans: ReadonlyArray<Span>): ReadonlyArray<Span> => {
  const merged: Array<Span> = []
  for (const [start, end] of [...spans].sort(([a], [b]) => a - b)) {
    const last = merged.at(-1)
    if (last !== undefined && start <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], end)]
    else merged.push([start, end])
  }
  return merged
}
