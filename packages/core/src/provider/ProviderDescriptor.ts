/** What this project knows about one provider, as data: names, refs, variables, operations and limits. */
import type { Draft } from "../message/Draft.js"
import type { Operation } from "../port/Operation.js"
import type { Order } from "../port/Order.js"

/** Everything that programs, help, settings and documents say about a provider is derived from this. */
export interface ProviderDescriptor {
  /** The provider's name as people write it, such as `Factory`. */
  readonly title: string
  /** The ids of a message ref after `name:`, such as `<sessionId>/<messageId>`; each `<id>` is one percent-encoded segment. */
  readonly message: string
  /** The ids of a conversation ref, in the same form. */
  readonly conversation: string
  /** The one id that may follow as `?key=value`, if there is one. */
  readonly query: string | undefined
  /** The base URL of the provider's own service, to which `apiPath` is appended. */
  readonly url: string
  /** Where the provider's paths begin, such as `/api/v0`. */
  readonly apiPath: string
  /** Where a message and a conversation are after `apiPath`, with the ids of their refs, so that a pasted URL can be read. */
  readonly paths: {
    /** The path of a message, such as `sessions/<sessionId>/messages/<messageId>`. */
    readonly message: string
    /** The path of a conversation. */
    readonly conversation: string
  }
  /** The environment variables that configure the client. */
  readonly variables: ProviderVariables
  /** How the provider writes errors: `{detail}`, `{title, status, detail}`, or `{type, title, status}` (RFC 9457). */
  readonly errorForm: "detail" | "titled" | "problem"
  /** Where a person gets a key, if the provider's documentation says so. */
  readonly keysFrom: string | undefined
  /** Whether a self-hosted server may run without a key. */
  readonly keyIsOptional: boolean
  /** The operations that this project supports for the provider. */
  readonly operations: ReadonlyArray<Operation>
  /** The sizes of a page, in items. */
  readonly pages: {
    /** The size of a page of messages. */
    readonly messages: PageSize
    /** The size of a page of conversations. */
    readonly conversations: PageSize
  }
  /** The orders of messages that the provider can be asked for. */
  readonly orders: ReadonlyArray<Order>
  /** What a list of conversations belongs to, if not to the account alone. */
  readonly parent: ConversationParent | undefined
  /** What a draft may hold; absent if the provider accepts no posts. */
  readonly draft: DraftRules | undefined
  /** The size limits of a draft's files in bytes; `attachments` is the limit of all of them together. */
  readonly limits: { readonly [name: string]: number }
}

/** How many items a page has. */
export interface PageSize {
  /** How many items a page has if no limit is requested. */
  readonly default: number
  /** The greatest limit that the provider accepts. */
  readonly maximum: number
}

/** What a list of conversations belongs to. */
export interface ConversationParent {
  /** The name of its id, such as `workspaceId`. */
  readonly id: string
  /** Whether the provider cannot list without it. */
  readonly isRequired: boolean
  /** The environment variable with the ids to list when no parent is named, if there is one. */
  readonly variable: string | undefined
}

/** What a provider accepts in a draft. */
export interface DraftRules {
  /** The fields that the provider has a place for. */
  readonly fields: ReadonlyArray<keyof Draft>
  /** The roles that a message can be posted with; none if the provider has no roles. */
  readonly roles: ReadonlyArray<NonNullable<Draft["role"]>>
  /** Whether a draft may come from someone other than the user, such as an assistant. If not, a post starts the provider's agent. */
  readonly takesAnyAuthor: boolean
  /** Whether a draft must name its author by id. */
  readonly needsAuthor: boolean
  /** The longest text, in Unicode code points. */
  readonly textLimit: number | undefined
  /** How many parts a draft may have. */
  readonly partLimit: number | undefined
  /** The greatest number of keys of the metadata, and how deep it may nest. */
  readonly metadataLimits:
    | {
        /** The greatest number of keys. */
        readonly keys: number
        /** How many levels deep the metadata may nest. */
        readonly depth: number
      }
    | undefined
}

/** The names of a provider's environment variables. */
export interface ProviderVariables {
  /** The key or token. */
  readonly key: string
  /** The base URL. */
  readonly url: string
  /** The default for the id of `query`, if there is one. */
  readonly query: string | undefined
}
