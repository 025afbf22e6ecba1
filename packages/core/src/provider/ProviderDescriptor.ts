/** What the project knows about one provider, as data: names, refs, variables, operations and limits. */
import type { Operation } from "../port/Operation.js"

/** Everything that programs, help, settings and documents say about a provider is derived from this. */
export interface ProviderDescriptor {
  /** The provider's name as people write it, such as `Factory`. */
  readonly title: string
  /** The ids of a message ref after `name:`, such as `<sessionId>/<messageId>`; each `<id>` is one percent-encoded segment. */
  readonly message: string
  /** The ids of a conversation ref, in the same form. */
  readonly conversation: string
  /** The one id that may follow as `?key=value`, or nothing. */
  readonly query: string | undefined
  /** The base URL of the provider's own service: what stands before `apiPath`. */
  readonly url: string
  /** Where the provider's paths begin, such as `/api/v0`. */
  readonly apiPath: string
  /** The environment variables that configure the client. */
  readonly variables: ProviderVariables
  /** Where a person gets a key, as far as the provider's documentation says. */
  readonly keysFrom: string | undefined
  /** Whether a server at a URL of the user's own may need no key. */
  readonly keyIsOptional: boolean
  /** What this project can ask of the provider. */
  readonly operations: ReadonlyArray<Operation>
  /** What a draft may hold at most, in bytes; empty where the provider takes no posts. */
  readonly limits: { readonly [name: string]: number }
}

/** The names of a provider's environment variables. */
export interface ProviderVariables {
  /** The key or token. */
  readonly key: string
  /** The base URL. */
  readonly url: string
  /** The id that is used where a ref does not name the one of `query`. */
  readonly query: string | undefined
}
