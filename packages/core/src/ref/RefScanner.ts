/** Reads and writes refs in one pass over the text. The result is passed on and never parsed again. */
import * as Either from "effect/Either"
import { InvalidRef } from "../error/MessageError.js"
import { descriptors, isProvider, type Provider } from "../provider/Provider.js"
import type { ConversationAddress, ConversationIds, MessageAddress, MessageIds } from "./Address.js"
import * as Id from "./Id.js"
import * as RefGrammar from "./RefGrammar.js"
import * as RefUrl from "./RefUrl.js"

/** The ids of a ref by the names that the grammar gives them, and the ref in its normal form. */
interface Scanned {
  readonly provider: Provider
  readonly ref: string
  readonly [id: string]: string
}

/** The segments and the query value of a ref, decoded but not checked. */
interface Unchecked {
  readonly segments: ReadonlyArray<string>
  readonly value: string | undefined
}

/** The address that a text names. */
export function read(kind: "message", text: string): Either.Either<MessageAddress, InvalidRef>
export function read(kind: "conversation", text: string): Either.Either<ConversationAddress, InvalidRef>
export function read(kind: RefGrammar.Kind, text: string): Either.Either<Scanned, InvalidRef> {
  const colon = text.indexOf(":")
  const provider = text.slice(0, Math.max(colon, 0))
  return isProvider(provider) ? scan(RefGrammar.of(kind, provider), text, text) : readUrl(kind, text)
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
export function make(
  kind: RefGrammar.Kind,
  ids: { readonly provider: Provider; readonly [id: string]: string | undefined }
): Either.Either<Scanned, InvalidRef> {
  return write(RefGrammar.of(kind, ids.provider), ids)
}

/** Makes the addresses of messages of one conversation. What they have in common is checked and written once. */
export function within<P extends Provider>(
  conversation: ConversationAddress<P>
): (messageId: string) => Either.Either<MessageAddress<P>, InvalidRef>
export function within(conversation: {
  readonly provider: Provider
  readonly [id: string]: string | undefined
}): (messageId: string) => Either.Either<Scanned, InvalidRef> {
  const grammar = RefGrammar.of("message", conversation.provider)
  const name = RefGrammar.lastId(grammar)
  const written = (messageId: string) => write(grammar, { ...conversation, [name]: messageId })
  // The last segment of such a ref is the id of the message, and a question mark begins the query.
  const model = Either.getOrUndefined(written("_"))
  if (model === undefined) return written
  const [path = "", query] = model.ref.split("?")
  const before = path.slice(0, -1)
  const after = query === undefined ? "" : `?${query}`
  return (messageId) => {
    const encoded = encode(messageId)
    return encoded === undefined
      ? written(messageId)
      : Either.right({ ...model, [name]: messageId, ref: before + encoded + after })
  }
}

/** The conversation of a message. `id` is its id, for providers whose refs of messages do not name the conversation. */
export function conversationOf(message: MessageAddress, id: string | undefined): ConversationAddress | undefined
export function conversationOf(
  message: { readonly provider: Provider; readonly [id: string]: string | undefined },
  id: string | undefined
): Scanned | undefined {
  const grammar = RefGrammar.of("conversation", message.provider)
  const name = RefGrammar.lastId(grammar)
  const segments = grammar.segments.map((segment) =>
    "word" in segment ? segment.word : ((segment.id === name ? (message[name] ?? id) : message[segment.id]) ?? "")
  )
  const value = grammar.query === undefined ? undefined : message[grammar.query]
  return Either.getOrUndefined(build(grammar, { segments, value }, undefined))
}

/** The id of a conversation: the last one that its ref names. */
export function conversationId(conversation: ConversationAddress): string
export function conversationId(conversation: Scanned): string {
  return conversation[RefGrammar.lastId(RefGrammar.of("conversation", conversation.provider))] ?? ""
}

const write = (
  grammar: RefGrammar.RefGrammar,
  ids: { readonly [id: string]: string | undefined }
): Either.Either<Scanned, InvalidRef> => {
  const segments = grammar.segments.map((segment) => ("word" in segment ? segment.word : (ids[segment.id] ?? "")))
  return build(grammar, { segments, value: grammar.query === undefined ? undefined : ids[grammar.query] }, undefined)
}

/** Reads a ref whose provider is known. An error repeats `typed`, which is what a person typed. */
const scan = (grammar: RefGrammar.RefGrammar, ref: string, typed: string): Either.Either<Scanned, InvalidRef> => {
  const unchecked = split(grammar, ref, grammar.provider.length + 1)
  return unchecked === undefined ? refuse(typed, grammar.usage) : build(grammar, unchecked, typed)
}

/** The address that a URL of a provider's own service names. A URL of another server is refused, because a ref does not name a server. */
const readUrl = (kind: RefGrammar.Kind, text: string): Either.Either<Scanned, InvalidRef> => {
  const named = RefUrl.read(kind, text)
  if (named === undefined) return refuse(text, `one of ${RefGrammar.usages(kind)}`)
  const grammar = RefGrammar.of(kind, named.provider)
  if (named.ref === undefined) return refuse(text, grammar.usage)
  const found = scan(grammar, named.ref, text)
  if (named.isOwn || Either.isLeft(found)) return found
  const { url, variables } = descriptors[named.provider]
  return refuse(text, `${found.right.ref}, with ${variables.url} for a server other than ${url}`)
}

/** Decodes the segments and the query value; `undefined` if the text does not fit the grammar. */
const split = ({ query, segments }: RefGrammar.RefGrammar, text: string, start: number): Unchecked | undefined => {
  const mark = text.indexOf("?", start)
  const end = mark < 0 ? text.length : mark
  const parts: Array<string> = []
  let from = start
  for (const segment of segments) {
    if (from > end) return undefined
    const slash = text.indexOf("/", from)
    const to = slash < 0 || slash > end ? end : slash
    const part = decode(text.slice(from, to))
    if (part === undefined || ("word" in segment && segment.word !== part)) return undefined
    parts.push(part)
    from = to + 1
  }
  if (from <= end) return undefined
  if (mark < 0) return { segments: parts, value: undefined }
  if (query === undefined || !text.startsWith(`${query}=`, mark + 1) || text.includes("&", mark)) return undefined
  const value = decode(text.slice(mark + query.length + 2))
  return value === undefined || value === "" ? undefined : { segments: parts, value }
}

/** Checks every id and writes the normal form. An error repeats `text` if it is given, else the ref as a person would type it. */
const build = (
  grammar: RefGrammar.RefGrammar,
  unchecked: Unchecked,
  text: string | undefined
): Either.Either<Scanned, InvalidRef> => {
  const { provider, query, segments } = grammar
  const scanned: { provider: Provider; ref: string; [id: string]: string } = { provider, ref: "" }
  let ref: string = provider
  let index = 0
  for (const segment of segments) {
    const id = unchecked.segments[index] ?? ""
    const encoded = encode(id)
    if (encoded === undefined)
      return refuseId(grammar, unchecked, text, "id" in segment ? segment.id : segment.word, id)
    if ("id" in segment) scanned[segment.id] = id
    ref += index++ === 0 ? `:${encoded}` : `/${encoded}`
  }
  if (query !== undefined && unchecked.value !== undefined) {
    const encoded = encode(unchecked.value)
    if (encoded === undefined) return refuseId(grammar, unchecked, text, query, unchecked.value)
    scanned[query] = unchecked.value
    ref += `?${query}=${encoded}`
  }
  scanned.ref = ref
  return Either.right(scanned)
}

const refuseId = (
  { provider, query, usage }: RefGrammar.RefGrammar,
  { segments, value }: Unchecked,
  text: string | undefined,
  name: string,
  id: string
) => {
  const typed = `${provider}:${segments.join("/")}${value === undefined ? "" : `?${query}=${value}`}`
  return refuse(text ?? typed, `${usage}, where ${name} ${Id.problem(id)}`)
}

/** The id as one segment of a URL; `undefined` if it must not be sent. Most ids are plain and need no further check. */
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

const refuse = (input: string, expected: string) => Either.left(InvalidRef.of(input, expected))
