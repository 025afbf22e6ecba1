/** What this project knows about one provider, as data: names, refs, variables, operations and limits. */
import type { Operation } from "../port/Operation.js"

/** Programs, help, settings and documents derive from this everything that they say about a provider. */
export interface ProviderDescriptor {
  /** The provider's name as people write it, such as `Factory`. */
  readonly title: string
  /** The ids of a message ref after `name:`, such as `<sessionId>/<messageId>`; each `<id>` is one percent-encoded segment. */
  readonly message: string
  /** The ids of a conversation ref, in the same form. */
  readonly conversation: string
  /** The one id that may follow as `?key=value`, if any. */
  readonly query: string | undefined
  /** The base URL of the provider's own service, to which `apiPath` is appended. */
  readonly url: string
  /** Where the provider's paths begin, such as `/api/v0`. */
  readonly apiPath: string
  /** Where a message and a conversation are after `apiPath`, with the ids of their refs, so that a pasted URL can be read. */
  readonly paths: { readonly message: string; readonly conversation: string }
  /** The environment variables that configure the client. */
  readonly variables: ProviderVariables
  /** How the provider writes errors: `{detail}`, `{title, status, detail}`, or `{type, title, status}` (RFC 9457). */
  readonly errorForm: "detail" | "titled" | "problem"
  /** Where a person gets a key, if the provider's documentation says so. */
  readonly keysFrom: string | undefined
  /** Whether a self-hosted server may run without a key. */
  readonly keyIsOptional: boolean
  /** What this project can ask of the provider. */
  readonly operations: ReadonlyArray<Operation>
  /** The size limits of a draft in bytes; empty if the provider takes no posts. */
  readonly limits: { readonly [name: string]: number }
}

/** The names of a provider's environment variables. */
export interface ProviderVariables {
  /** The key or token. */
  readonly key: string
  /** The base URL. */
  readonly url: string
  /** The id for refs that do not name the one of `query`, if any. */
  readonly query: string | undefined
}
