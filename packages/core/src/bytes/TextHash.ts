/** A short hash that distinguishes strings. It does not resist an attacker. */
import * as Schema from "effect/Schema"
import * as Base64Url from "./Base64Url.js"

/** 48 bits as eight characters of base64url. */
export const TextHash = Schema.String.pipe(Schema.pattern(/^[\w-]{8}$/)).annotations({
  identifier: "TextHash",
  description: "A hash of 48 bits, in base64url"
})

/** The hash of a string: two multiplicative hashes of 32 bits over its UTF-16 units, mixed. */
export const of = (text: string): string => {
  let a = 0x9e3779b9
  let b = 0x85ebca6b
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b + unit, 0x27d4eb2f)
    b ^= b >>> 15
  }
  a = mix(a ^ text.length)
  b = mix(b ^ a)
  return digits(a >>> 8) + digits(b >>> 8)
}

const mix = (hash: number): number => {
  const once = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  const twice = Math.imul(once ^ (once >>> 15), 0x846ca68b)
  return (twice ^ (twice >>> 16)) >>> 0
}

/** The low 24 bits as four digits. */
const digits = (bits: number): string => Base64Url.pair(bits >>> 12) + Base64Url.pair(bits)
