/** Finds a credential in a text: whole or in pieces, in upper or lower case, and in any encoding that servers use when they repeat a request. */
import * as Encoding from "effect/Encoding"
import * as DecodedText from "./DecodedText.js"

/** The place of a secret in a text. */
export type Span = readonly [start: number, end: number]

/** Finds the places of the credential and its pieces in a text, in order, without overlaps. */
export type Search = (text: string) => ReadonlyArray<Span>

/** A search for one credential. A piece is 8 consecutive characters after the provider's public prefix. */
export const make = (secret: string): Search => {
  // A credential may look like an encoding itself, so it is searched as it is and as `DecodedText` reads it, in both views of the text.
  const forms = [...new Set([secret, DecodedText.of(secret).characters])]
  const anyCase = dictionary(forms.flatMap(anyCasePieces))
  const exact = dictionary(forms.flatMap(base64Pieces))
  return (text) => {
    const found = [DecodedText.undecoded(text), DecodedText.of(text)].flatMap(({ characters, ends, starts }) => {
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

/** The prefix that all keys of a provider share. */
const publicPrefix = /^(fk-|mk_|vf_|hch-)/i

const pieceLength = 8

/** 8 bytes determine at least 10 characters of base64, wherever they begin. */
const base64Length = 10

/** The encoding of a shorter text occurs in ordinary words. */
const shortestEncoded = 6

/** Groups texts by their length. */
type Dictionary = ReadonlyMap<number, ReadonlySet<string>>

const dictionary = (texts: ReadonlyArray<string>): Dictionary => {
  const all = new Map<number, Set<string>>()
  for (const text of texts) {
    const same = all.get(text.length) ?? new Set<string>()
    all.set(text.length, same.add(text))
  }
  return all
}

/** Every piece of one length, or the text itself if it is shorter. */
const windows = (text: string, length: number): ReadonlyArray<string> =>
  text.length <= length
    ? [text]
    : Array.from({ length: text.length - length + 1 }, (_, start) => text.slice(start, start + length))

const hexadecimal = (text: string): string =>
  Array.from(text, (character) => character.charCodeAt(0).toString(16).padStart(2, "0")).join("")

/** The base64 characters that depend only on the text, for each of the three offsets at which it may begin in a group of three bytes. */
const base64s = (text: string): ReadonlyArray<string> =>
  [0, 1, 2].map((offset) => {
    const first = Math.ceil((offset * 8) / 6)
    const end = Math.floor(((offset + text.length) * 8) / 6)
    const characters = `${"\0".repeat(offset)}${text.replace(/[^\0-\xff]/g, "")}`
    return Encoding.encodeBase64(Uint8Array.from(characters, (one) => one.charCodeAt(0))).slice(first, end)
  })

const occurrences = (text: string, dictionary: Dictionary): ReadonlyArray<Span> =>
  [...dictionary].flatMap(([length, texts]) =>
    texts.size <= few ? [...texts].flatMap((piece) => ofOne(text, piece)) : ofMany(text, length, texts)
  )

/** Up to this many texts, one search for each is faster: whole credentials are long and few, pieces are short and many. */
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

/** Adds the base64 characters at the edges, which contain bits of the credential too. */
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
