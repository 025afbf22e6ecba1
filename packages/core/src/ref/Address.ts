/** A parsed ref: its normal form, and the ids that it names, decoded and safe to send. */
import type { descriptors, Provider } from "../provider/Provider.js"
import type { ConversationRef } from "./ConversationRef.js"
import type { MessageRef } from "./MessageRef.js"

type Descriptors = typeof descriptors

type Names<Template extends string> = Template extends `${string}<${infer Name}>${infer Rest}`
  ? Name | Names<Rest>
  : never

type Ids<P extends Provider, Kind extends "message" | "conversation"> = {
  [Name in P]: { readonly provider: Name } & { readonly [Id in Names<Descriptors[Name][Kind]>]: string } & {
    readonly [Key in NonNullable<Descriptors[Name]["query"]>]?: string
  }
}[P]

/** The ids of a message as a program writes them, before they are checked. */
export type MessageIds<P extends Provider = Provider> = Ids<P, "message">

/** The ids of a conversation as a program writes them, before they are checked. */
export type ConversationIds<P extends Provider = Provider> = Ids<P, "conversation">

/** Where a provider keeps a message. Only `MessageRef.parse` and `MessageRef.make` return one, so its ids are checked. */
export type MessageAddress<P extends Provider = Provider> = {
  [Name in P]: MessageIds<Name> & {
    /** The ref in its normal form. */
    readonly ref: MessageRef
  }
}[P]

/** Where a provider keeps a conversation. Only `ConversationRef.parse` and `ConversationRef.make` return one. */
export type ConversationAddress<P extends Provider = Provider> = {
  [Name in P]: ConversationIds<Name> & {
    /** The ref in its normal form. */
    readonly ref: ConversationRef
  }
}[P]
