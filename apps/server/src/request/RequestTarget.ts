/** Parses the target of a request (RFC 9112, section 3.2): its path, its query and the host that it names. */
import * as Either from "effect/Either"

/** A parsed target. */
export interface RequestTarget {
  readonly path: string
  /** With its `?`, or empty. */
  readonly query: string
  /** The host of a target in absolute form; it wins over the header Host (RFC 9112, section 3.2.2). */
  readonly host: string | undefined
}

/** Reads a target in origin or absolute form; `undefined` if it is not well-formed. */
export const parse = (target: string): RequestTarget | undefined => {
  if (!visible.test(target)) return undefined
  const [scheme = "", host] = target.startsWith("/") ? [] : (absolute.exec(target) ?? [])
  const mark = target.indexOf("?", scheme.length)
  const path = target.slice(scheme.length, mark < 0 ? undefined : mark)
  if (!path.startsWith("/") || !isDecodable(path)) return undefined
  return { path, query: mark < 0 ? "" : target.slice(mark), host }
}

const absolute = /^https?:\/\/([^/?#]+)/i

const visible = /^[\x21-\x7e]+$/

const isDecodable = (path: string): boolean =>
  !path.includes("%") || Either.isRight(Either.try(() => decodeURIComponent(path)))
