/** Reads and writes refs by the grammar of the providers: `provider:segment/segment?key=value`, every part percent-encoded. */
import * as Either from "effect/Either"
import * as Id from "./Id.js"
import { InvalidRef } from "./MessageError.js"
import {
  type ConversationAddress,
  isProvider,
  type MessageAddress,
  names,
  type Provider,
  providers
} from "./Provider.js"

export type Kind = "message" | "conversation"

/** A provider's ids by the names that its grammar gives them. */
export type Ids = { readonly provider: Provider } & { readonly [name: string]: string | undefined }

/** How a ref of a provider is written: `factory:<sessionId>/<messageId>[?computerId=<computerId>]`. */
export const usage = (kind: Kind, provider: Provider): string => {
  const { [kind]: template, query } = providers[provider]
  return `${provider}:${template}${query === undefined ? "" : `[?${query}=<${query}>]`}`
}

export const usages = (kind: Kind): string => names.map((provider) => usage(kind, provider)).join(", ")

export const parse = (kind: Kind, input: string): Either.Either<Ids, InvalidRef> => {
  const [, name, rest = ""] = /^([^:]*):(.*)$/s.exec(input) ?? []
  if (name === undefined || !isProvider(name)) return refuse(input, `one of ${usages(kind)}`)
  const expected = usage(kind, name)
  const { path, query } = split(rest)
  const ids = readPath(providers[name][kind], path)
  if (ids === undefined) return refuse(input, expected)
  const value = query === undefined ? [] : readQuery(providers[name].query, query)
  if (value === undefined) return refuse(input, expected)
  return check(kind, Object.fromEntries([...ids, ...value]), name, input)
}

export const format = (kind: Kind, address: Ids): Either.Either<string, InvalidRef> =>
  Either.map(check(kind, address, address.provider, write(kind, address, String)), (ids) =>
    write(kind, ids, encodeURIComponent)
  )

const write = (kind: Kind, ids: Ids, encode: (id: string) => string): string => {
  const { [kind]: template, query } = providers[ids.provider]
  const path = template.replace(/<(\w+)>/g, (_, name: string) => encode(ids[name] ?? ""))
  const value = query === undefined ? undefined : ids[query]
  return `${ids.provider}:${path}${value === undefined ? "" : `?${query}=${encode(value)}`}`
}

/** The names of the ids in a template, in order. */
export const idNames = (template: string): ReadonlyArray<string> =>
  [...template.matchAll(/<(\w+)>/g)].map(([, name = ""]) => name)

/** Tells the compiler what the parser ensures: every id that the grammar names is there. */
export const isMessageAddress = (ids: Ids): ids is Ids & MessageAddress => isWhole("message", ids)

export const isConversationAddress = (ids: Ids): ids is Ids & ConversationAddress => isWhole("conversation", ids)

const isWhole = (kind: Kind, ids: Ids): boolean =>
  idNames(providers[ids.provider][kind]).every((name) => ids[name] !== undefined)

/** The ids of an address, each of them fit to be sent. */
const check = (
  kind: Kind,
  found: Readonly<Record<string, string | undefined>>,
  provider: Provider,
  input: string
): Either.Either<Ids, InvalidRef> => {
  const { [kind]: template, query } = providers[provider]
  const ids: Array<[string, string]> = []
  for (const name of [...idNames(template), ...(query === undefined ? [] : [query])]) {
    const id = found[name]
    if (id === undefined && name === query) continue
    const problem = Id.problem(id ?? "")
    if (problem !== undefined) return refuse(input, `${usage(kind, provider)}, where ${name} ${problem}`)
    ids.push([name, id ?? ""])
  }
  return Either.right({ ...Object.fromEntries(ids), provider })
}

const refuse = (input: string, expected: string) => Either.left(InvalidRef.of(input, expected))

const split = (rest: string) => {
  const mark = rest.indexOf("?")
  return mark < 0 ? { path: rest, query: undefined } : { path: rest.slice(0, mark), query: rest.slice(mark + 1) }
}

const readPath = (template: string, path: string): ReadonlyArray<[string, string]> | undefined => {
  const names = template.split("/")
  const segments = path.split("/").map(decode)
  if (names.length !== segments.length) return undefined
  const ids: Array<[string, string]> = []
  for (const [index, name] of names.entries()) {
    const segment = segments[index]
    if (segment === undefined) return undefined
    if (name.startsWith("<")) ids.push([name.slice(1, -1), segment])
    else if (name !== segment) return undefined
  }
  return ids
}

const readQuery = (key: string | undefined, query: string): ReadonlyArray<[string, string]> | undefined => {
  const prefix = `${key}=`
  const value = query.includes("&") || !query.startsWith(prefix) ? undefined : decode(query.slice(prefix.length))
  return key === undefined || value === undefined || value === "" ? undefined : [[key, value]]
}

const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
