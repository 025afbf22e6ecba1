/** Finds the ref of a URL of a provider's API, so that a person can paste the URL. */
import * as Record from "effect/Record"
import { descriptors, names, type Provider } from "../provider/Descriptors.js"
import * as RefGrammar from "./RefGrammar.js"

/** What a URL names: an unchecked ref, if its path is that of a message or a conversation. */
export interface Named {
  readonly provider: Provider
  readonly ref: string | undefined
  /** Whether the URL is one of the provider's own service. Another server may have the same paths. */
  readonly isOwn: boolean
}

/** What a URL of a provider's API names; `undefined` for any other text. */
export const read = (kind: RefGrammar.Kind, text: string): Named | undefined => {
  const { host = "", path = "", query = "", scheme = "" } = url.exec(text)?.groups ?? {}
  const origin = `${scheme}://${host}`.toLowerCase()
  const owner = names.find((name) => descriptors[name].url === origin)
  for (const provider of owner === undefined ? names : [owner]) {
    const ids = path.match(expressions[kind][provider])?.groups
    if (ids !== undefined)
      return { provider, ref: ref(RefGrammar.of(kind, provider), ids) + query, isOwn: owner !== undefined }
  }
  return owner === undefined ? undefined : { provider: owner, ref: undefined, isOwn: true }
}

/** Ids stay percent-encoded: they are encoded in refs as in URLs. */
const ref = ({ provider, segments }: RefGrammar.RefGrammar, ids: { readonly [name: string]: string }): string =>
  `${provider}:${segments.map((segment) => ("word" in segment ? segment.word : (ids[segment.id] ?? ""))).join("/")}`

const url = /^(?<scheme>https?):\/\/(?<host>[^/?#]+)(?<path>\/[^?#]*)(?<query>\?[^#]*)?$/i

const escaped = (text: string): string => text.replace(/[^A-Za-z0-9/<>]/g, "\\$&")

/** The path of a message, or the path of a conversation or of its messages. */
const compile = (kind: RefGrammar.Kind): { readonly [P in Provider]: RegExp } =>
  Record.map(descriptors, ({ apiPath, paths }) => {
    const path = escaped(`${apiPath}/${paths[kind]}`).replace(/<\w+>/g, "(?$&[^/]+)")
    return new RegExp(`^${path}${kind === "message" ? "" : "(?:/messages)?"}/?$`)
  })

const expressions = { message: compile("message"), conversation: compile("conversation") }
