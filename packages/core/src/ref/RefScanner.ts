/** Reads and writes refs in one pass over the text; what it gives is never parsed again. */
import * as Either from "effect/Either"
import { InvalidRef } from "../error/MessageError.js"
import { isProvider, type Provider } from "../provider/Provider.js"
import type { ConversationAddress, ConversationIds, MessageAddress, MessageIds } from "./Address.js"
import * as Id from "./Id.js"
import * as RefGrammar from "./RefGrammar.js"

/** The ids of a ref by the names that the grammar gives them, and the ref in its normal form. */
interface Scanned {
  readonly provider: Provider
  readonly ref: string
  readonly [id: string]: string
}

/** Ids that are not checked yet. */
interface Unchecked {
  readonly provider: Provider
  readonly [id: string]: string | undefined
}

/** The address that a text names. */
export function read(kind: "message", text: string): Either.Either<MessageAddress, InvalidRef>
export function read(kind: "conversation", text: string): Either.Either<ConversationAddress, InvalidRef>
export function read(kind: RefGrammar.Kind, text: string): Either.Either<Scanned, InvalidRef> {
  const colon = text.indexOf(":")
  const provider = text.slice(0, Math.max(colon, 0))
  if (!isProvider(provider)) return refuse(text, `one of ${RefGrammar.usages(kind)}`)
  const grammar = RefGrammar.of(kind, provider)
  const ids = split(grammar, text.slice(colon + 1))
  return ids === undefined ? refuse(text, grammar.usage) : build(grammar, ids, text)
}

/** The address that ids make. */
export function make<P extends Provider>(
  kind: "message",
  ids: MessageIds<P>
): Either.Either<MessageAddress<P>, InvalidRef>
export function make<P extends Provider>(
  kind: "conversation",
  ids: ConversationIds<P>
): Either.Either<ConversationAddress<P>, InvalidRef>
export function make(kind: RefGrammar.Kind, ids: Unchecked): Either.Either<Scanned, InvalidRef> {
  return build(RefGrammar.of(kind, ids.provider), ids, undefined)
}

/** Decodes the segments and the query, or gives nothing where the text does not fit the grammar. */
const split = ({ provider, query, segments }: RefGrammar.RefGrammar, rest: string): Unchecked | undefined => {
  const mark = rest.indexOf("?")
  const parts = (mark < 0 ? rest : rest.slice(0, mark)).split("/")
  if (parts.length !== segments.length) return undefined
  const ids: { provider: Provider; [id: string]: string } = { provider }
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index]
    const part = decode(parts[index] ?? "")
    if (segment === undefined || part === undefined) return undefined
    if ("id" in segment) ids[segment.id] = part
    else if (segment.word !== part) return undefined
  }
  if (mark < 0) return ids
  if (query === undefined || !rest.startsWith(`${query}=`, mark + 1) || rest.includes("&", mark)) return undefined
  const value = decode(rest.slice(mark + query.length + 2))
  if (value === undefined || value === "") return undefined
  ids[query] = value
  return ids
}

/** Checks every id and writes the normal form. An error repeats `text` if it is given, else the ref as a person would type it. */
const build = (
  grammar: RefGrammar.RefGrammar,
  given: Unchecked,
  text: string | undefined
): Either.Either<Scanned, InvalidRef> => {
  const { provider, query, segments, usage } = grammar
  const refused = (name: string, id: string) =>
    refuse(text ?? typed(grammar, given), `${usage}, where ${name} ${Id.problem(id)}`)
  let ref = `${provider}:`
  const scanned: { provider: Provider; ref: string; [id: string]: string } = { provider, ref }
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index]
    if (segment === undefined) continue
    if (index > 0) ref += "/"
    if ("word" in segment) {
      ref += segment.word
      continue
    }
    const id = given[segment.id] ?? ""
    const encoded = encode(id)
    if (encoded === undefined) return refused(segment.id, id)
    scanned[segment.id] = id
    ref += encoded
  }
  const value = query === undefined ? undefined : given[query]
  if (query !== undefined && value !== undefined) {
    const encoded = encode(value)
    if (encoded === undefined) return refused(query, value)
    scanned[query] = value
    ref += `?${query}=${encoded}`
  }
  scanned.ref = ref
  return Either.right(scanned)
}

/** The id as one segment of a URL, or nothing where it must not be sent. Most ids are plain and need no further look. */
const encode = (id: string): string | undefined =>
  plain.test(id) ? id : Id.problem(id) === undefined ? encodeURIComponent(id) : undefined

const plain = /^[A-Za-z0-9_-]{1,512}$/

const decode = (part: string): string | undefined => {
  if (!part.includes("%")) return part
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/** The ids as a person would type them as a ref. */
const typed = ({ provider, query, segments }: RefGrammar.RefGrammar, ids: Unchecked): string => {
  const path = segments.map((segment) => ("word" in segment ? segment.word : (ids[segment.id] ?? "")))
  const value = query === undefined ? undefined : ids[query]
  return `${provider}:${path.join("/")}${value === undefined ? "" : `?${query}=${value}`}`
}

const refuse = (input: string, expected: string) => Either.left(InvalidRef.of(input, expected))
