/** The encodings in which a server may repeat a secret. */

export interface Disguise {
  readonly name: string
  /** The secret as the server repeats it. */
  readonly of: (secret: string) => string
}

const each = (text: string, write: (character: string) => string): string => Array.from(text, write).join("")

const hex = (character: string, digits: number): string => character.charCodeAt(0).toString(16).padStart(digits, "0")

const base64 = (before: string) => (secret: string) => Buffer.from(`${before}${secret} is wrong`).toString("base64")

/** Everything before the first hyphen or underscore, and so many characters of the rest. */
const piece = (secret: string, start: number, length: number): string => {
  const prefix = secret.search(/[-_]/) + 1
  return secret.slice(prefix + start, prefix + start + length)
}

export const disguises: ReadonlyArray<Disguise> = [
  { name: "as it is", of: (secret) => secret },
  { name: "in capitals", of: (secret) => secret.toUpperCase() },
  { name: "in small letters", of: (secret) => secret.toLowerCase() },
  {
    name: "in wide letters",
    of: (secret) => each(secret, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0))
  },
  { name: "percent-encoded as a query value", of: encodeURIComponent },
  { name: "percent-encoded throughout", of: (secret) => each(secret, (one) => `%${hex(one, 2)}`) },
  { name: "percent-encoded twice", of: (secret) => each(secret, (one) => `%25${hex(one, 2).toUpperCase()}`) },
  { name: "in base64", of: base64("") },
  { name: "in base64 behind one byte", of: base64(":") },
  { name: "in base64 behind two bytes", of: base64("a:") },
  { name: "in base64 as a header", of: base64("Authorization: Bearer ") },
  { name: "in base64 for URLs", of: (secret) => Buffer.from(`~?>${secret}`).toString("base64url") },
  { name: "in base64, percent-encoded", of: (secret) => encodeURIComponent(base64("")(secret)) },
  { name: "in base64 of a piece", of: (secret) => Buffer.from(piece(secret, 1, 8)).toString("base64") },
  { name: "in hexadecimal", of: (secret) => Buffer.from(secret).toString("hex") },
  { name: "in a JSON string", of: (secret) => JSON.stringify(JSON.stringify({ secret })) },
  { name: "escaped for JSON throughout", of: (secret) => each(secret, (one) => `\\u${hex(one, 4)}`) },
  { name: "escaped for JSON twice", of: (secret) => each(secret, (one) => `\\\\u${hex(one, 4)}`) },
  { name: "escaped for a pattern", of: (secret) => secret.replace(/\W/g, "\\$&") },
  { name: "escaped for HTML", of: (secret) => secret.replaceAll("&", "&amp;").replaceAll("$", "&#36;") },
  { name: "escaped for HTML throughout", of: (secret) => each(secret, (one) => `&#x${hex(one, 1)};`) },
  { name: "split by zero-width spaces", of: (secret) => [...secret].join("\u200b") },
  { name: "split by joiners and fillers", of: (secret) => [...secret].join("\u200d\u2060\u034f\ufeff\u3164") },
  { name: "split by soft hyphens", of: (secret) => [...secret].join("\u00ad") },
  { name: "split by line breaks", of: (secret) => [...secret].join("\r\n") },
  { name: "split by encoded zero-width spaces", of: (secret) => [...secret].join("%E2%80%8B") },
  { name: "split by escaped zero-width spaces", of: (secret) => [...secret].join("\\u200b") },
  { name: "cut short at the end", of: (secret) => secret.slice(0, secret.search(/[-_]/) + 9) },
  { name: "cut short at the start", of: (secret) => secret.slice(-8) },
  { name: "cut short at both ends", of: (secret) => `…${piece(secret, 1, 8)}…` },
  {
    name: "cut short, in capitals and percent-encoded",
    of: (secret) => encodeURIComponent(piece(secret, 0, 9).toUpperCase())
  }
]

/** What is left of a disguise in a text: pieces of four characters that only a piece of the secret can give. */
export const remains = (text: string, secret: string, disguise: Disguise): ReadonlyArray<string> => {
  const filler = "0".repeat(secret.length)
  const harmless = squeeze(disguise.of(filler) + " is wrong<redacted>")
  const disguised = squeeze(disguise.of(secret))
  const given = squeeze(text)
  return Array.from({ length: Math.max(0, disguised.length - 7) }, (_, start) =>
    disguised.slice(start, start + 8)
  ).filter((piece) => given.includes(piece) && !harmless.includes(piece))
}

const squeeze = (text: string): string => text.replace(/[\p{C}\p{Default_Ignorable_Code_Point}\s]/gu, "").toLowerCase()
