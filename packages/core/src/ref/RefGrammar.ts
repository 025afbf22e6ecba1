/** The grammar of refs, compiled from the descriptors: `provider:segment/segment?key=value`. */
import * as Record from "effect/Record"
import { descriptors, names, type Provider } from "../provider/Descriptors.js"

/** What a ref is the address of. */
export type Kind = "message" | "conversation"

/** One segment of a path: a fixed word, or the name of an id. */
export type Segment =
  | {
      /** The fixed word. */
      readonly word: string
    }
  | {
      /** The name of the id, such as `sessionId`. */
      readonly id: string
    }

/** The refs of one provider and kind. */
export interface RefGrammar {
  /** The provider, whose name is the part before the colon. */
  readonly provider: Provider
  /** The segments of the path, in order. */
  readonly segments: ReadonlyArray<Segment>
  /** The one key that the query may have. */
  readonly query: string | undefined
  /** How such a ref is written: `factory:<sessionId>/<messageId>[?computerId=<computerId>]`. */
  readonly usage: string
}

/** The grammar of a provider's refs of one kind. */
export const of = (kind: Kind, provider: Provider): RefGrammar => grammars[kind][provider]

/** How refs of this kind are written, for every provider. */
export const usages = (kind: Kind): string => names.map((provider) => of(kind, provider).usage).join(", ")

/** The name of the last id in the path: that of the message or the conversation itself. */
export const lastId = ({ segments }: RefGrammar): string =>
  segments.reduce((name, segment) => ("id" in segment ? segment.id : name), "")

const compile = (kind: Kind): { readonly [P in Provider]: RefGrammar } =>
  Record.map(descriptors, ({ [kind]: template, query }, provider) => ({
    provider,
    segments: template.split("/").map((part) => (part.startsWith("<") ? { id: part.slice(1, -1) } : { word: part })),
    query,
    usage: `${provider}:${template}${query === undefined ? "" : `[?${query}=<${query}>]`}`
  }))

const grammars = { message: compile("message"), conversation: compile("conversation") }
