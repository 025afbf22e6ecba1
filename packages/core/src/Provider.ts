/** The list of providers, and the grammar of their addresses as data. */
import * as Schema from "effect/Schema"

/** The name of a provider, as refs begin. */
export const Provider = Schema.Literal("factory", "mielto", "honcho", "veryfront").annotations({
  identifier: "Provider",
  description: "An AI-agent platform"
})

export type Provider = typeof Provider.Type

/** Whether a text names a provider. */
export const isProvider = Schema.is(Provider)

/** Every provider, in the order in which they are shown. */
export const names = Provider.literals

/** How a provider's addresses are written: `<name>` stands for one percent-encoded id; `query` is the one key that may follow a `?`. */
export interface Addressing {
  readonly title: string
  readonly message: string
  readonly conversation: string
  readonly query: string | undefined
}

/** The grammar of each provider's refs. */
export const providers = {
  factory: {
    title: "Factory",
    message: "<sessionId>/<messageId>",
    conversation: "<sessionId>",
    query: "computerId"
  },
  mielto: {
    title: "Mielto",
    message: "<messageId>",
    conversation: "conversation/<conversationId>",
    query: "workspaceId"
  },
  honcho: {
    title: "Honcho",
    message: "<workspaceId>/<sessionId>/<messageId>",
    conversation: "<workspaceId>/<sessionId>",
    query: undefined
  },
  veryfront: {
    title: "Veryfront",
    message: "<conversationId>/<messageId>",
    conversation: "<conversationId>",
    query: undefined
  }
} as const satisfies Record<Provider, Addressing>

type Names<Template extends string> = Template extends `${string}<${infer Name}>${infer Rest}`
  ? Name | Names<Rest>
  : never

type Address<P extends Provider, Kind extends "message" | "conversation"> = {
  [Name in P]: { readonly provider: Name } & { readonly [Id in Names<(typeof providers)[Name][Kind]>]: string } & {
    readonly [Key in NonNullable<(typeof providers)[Name]["query"]>]?: string
  }
}[P]

/** Where a provider keeps a message: its ids, decoded. */
export type MessageAddress<P extends Provider = Provider> = Address<P, "message">

/** Where a provider keeps a conversation: its ids, decoded. */
export type ConversationAddress<P extends Provider = Provider> = Address<P, "conversation">
