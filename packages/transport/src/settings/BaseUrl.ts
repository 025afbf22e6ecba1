/** Which URLs a key may be sent to. A wrong one is refused before the first request. */
import * as Either from "effect/Either"

/** The URL without a slash at its end, with its path if it has one; or the problem, which never repeats the value. */
export const parse = (text: string): Either.Either<string, string> => {
  if (!URL.canParse(text)) return Either.left("is not a URL")
  const url = new URL(text)
  const problem = problemOf(url, text)
  return problem === undefined ? Either.right(`${url.origin}${url.pathname.replace(/\/+$/, "")}`) : Either.left(problem)
}

// The URL parser drops line breaks and surrounding spaces, so its result may differ from the text.
const problemOf = (url: URL, text: string): string | undefined => {
  if (/[\s\p{Cc}]/u.test(text)) return "must not have spaces or control characters"
  if (url.protocol !== "https:" && url.protocol !== "http:") return "must begin with https:// or http://"
  if (url.username !== "" || url.password !== "") return "must not hold a user name or a password"
  if (/[?#]/.test(text)) return "must not have a query or a fragment"
  if (url.hostname.endsWith(".")) return "must not have a host that ends with a dot"
  if (isMetadata(url.hostname)) return "must not lead to a link-local address or a metadata service"
  if (url.protocol === "http:" && !isPrivate(url.hostname))
    return "must begin with https://; plain http is for loopback and private addresses"
  return undefined
}

// The URL parser has already turned 0x7f.1, 2130706433 and the like into four decimal numbers (WHATWG URL, IPv4 parser).
const isPrivate = (host: string): boolean =>
  host === "localhost" ||
  host.endsWith(".localhost") ||
  host === "[::1]" ||
  /^\[f[cd][\da-f]{2}:/.test(host) ||
  /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(ipv4(host))

const isMetadata = (host: string): boolean =>
  /^169\.254\./.test(ipv4(host)) ||
  /^\[fe[89ab][\da-f]:/.test(host) ||
  /^metadata(\.|$)/.test(host) ||
  host === "[fd00:ec2::254]"

/** The four numbers of an IPv4 host, also when it is written as an IPv4-mapped IPv6 address; else nothing. */
const ipv4 = (host: string): string => {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return host
  const [, high, low] = /^\[::ffff:([\da-f]{1,4}):([\da-f]{1,4})\]$/.exec(host) ?? []
  if (high === undefined || low === undefined) return ""
  const [a, b] = [parseInt(high, 16), parseInt(low, 16)]
  return [a >> 8, a & 255, b >> 8, b & 255].join(".")
}
