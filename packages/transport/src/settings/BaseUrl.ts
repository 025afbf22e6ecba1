/** Which URLs a key may be sent to. A wrong one is refused before the first request. */
import * as Either from "effect/Either"
import * as MetadataAddress from "./MetadataAddress.js"

/**
 * The URL without a slash at its end, and without `apiPath`, because some people and SDKs include it in the base URL; any other path is kept.
 * Or the problem, which never repeats the value.
 */
export const parse = (text: string, apiPath = ""): Either.Either<string, string> => {
  if (!URL.canParse(text)) return Either.left("is not a URL")
  const url = new URL(text)
  const problem = problemOf(url, text)
  return problem === undefined
    ? Either.right(url.origin + withoutSlash(withoutEnd(withoutSlash(url.pathname), apiPath)))
    : Either.left(problem)
}

const withoutSlash = (path: string): string => path.replace(/\/+$/, "")

const withoutEnd = (path: string, end: string): string =>
  path.endsWith(end) ? path.slice(0, path.length - end.length) : path

// The URL parser drops line breaks and surrounding spaces, so its result may differ from the text.
const problemOf = (url: URL, text: string): string | undefined => {
  if (/[\s\p{Cc}]/u.test(text)) return "must not have spaces or control characters"
  if (url.protocol !== "https:" && url.protocol !== "http:") return "must begin with https:// or http://"
  if (url.username !== "" || url.password !== "") return "must not have a user name or a password"
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
  /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(MetadataAddress.mapped(host) ?? "")

const isMetadata = (host: string): boolean =>
  MetadataAddress.is(host) || /^(.*\.)?(metadata|instance-data)(\.|$)/.test(host)
