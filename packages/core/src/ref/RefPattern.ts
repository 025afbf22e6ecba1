/** The normal form of refs as one regular expression, which JSON Schema can state too. It shares only the grammar with the scanner. */
import { names } from "../provider/Provider.js"
import * as Id from "./Id.js"
import * as RefGrammar from "./RefGrammar.js"

/** A regular expression that matches exactly the refs of one kind in normal form. The rules for ids are those of `Id.problem`. */
export const of = (kind: RefGrammar.Kind): string =>
  `^${onlyEncoded}${notBlank}${noDotSegment}${notTooLong}(?:${names.map((provider) => shape(kind, provider)).join("|")})$`

const shape = (kind: RefGrammar.Kind, provider: RefGrammar.RefGrammar["provider"]): string => {
  const { query, segments } = RefGrammar.of(kind, provider)
  const path = segments.map((segment) => ("word" in segment ? segment.word : id)).join("/")
  return `${provider}:${path}${query === undefined ? "" : `(?:\\?${query}=${id})?`}`
}

const id = "[^:/?=]+"

/** The borders of an id: these characters are always percent-encoded inside an id. */
const begin = "[:/=]"
const end = "(?:[/?]|$)"

/** The characters that `encodeURIComponent` leaves as they are. */
const plain = "[A-Za-z0-9_.!~*'()-]"

const continuation = "%[89AB][0-9A-F]"

/** One character as `encodeURIComponent` encodes it, control characters excluded: printable ASCII, then UTF-8 of two, three and four bytes (RFC 3629). */
const encoded = [
  "%2[02-6BCF]|%3[A-F]|%40|%5[B-E]|%60|%7[B-D]",
  `%C2%[AB][0-9A-F]|%C[3-9A-F]${continuation}|%D[0-9A-F]${continuation}`,
  `%E0%[AB][0-9A-F]${continuation}|%ED%[89][0-9A-F]${continuation}|%E[1-9A-CEF]${continuation}${continuation}`,
  `%F0%[9AB][0-9A-F]${continuation}${continuation}|%F[1-3]${continuation}${continuation}${continuation}`,
  `%F4%8[0-9A-F]${continuation}${continuation}`
].join("|")

const onlyEncoded = `(?=[a-z]+:(?:${plain}|[/?=]|${encoded})+$)`

/** The white space that `String.prototype.trim` removes, without the control characters. */
const blank = ["%20|%C2%A0|%E1%9A%80|%E2%80%8[0-9A]|%E2%80%A[89F]", "%E2%81%9F|%E3%80%80|%EF%BB%BF"].join("|")

const notBlank = `(?!.*${begin}(?:${blank})+${end})`

const separator = "%2F|%5C"

const noDotSegment = `(?!.*(?:${begin}|${separator})(?:\\.|%252[Ee]){1,2}(?:${separator}|${end}))`

/** Every byte of an id is one plain character or one `%XX`. */
const notTooLong = `(?!.*${begin}(?:%[0-9A-F]{2}|[^%:/?=]){${Id.maximumBytes + 1}})`
