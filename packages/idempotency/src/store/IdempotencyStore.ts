/** The port to the store of keys and responses. Every operation is one atomic step, however many programs share the store. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type { StoredResponse } from "../StoredResponse.js"

/** Identifies a post: two callers may use the same key. */
export interface PostId {
  /** The caller, and the URL that the post goes to. */
  readonly caller: string
  readonly key: string
}

/** A request that has or wants the claim of a post; only the one that has it may send the post. */
export interface Owner extends PostId {
  readonly owner: string
}

/** A claim of a key. Times are epoch milliseconds. A record counts as deleted when both `lease` and `expires` have passed. */
export interface Claim extends Owner {
  readonly fingerprint: string
  readonly now: number
  /** When the owner stops counting as alive, unless it renews its lease. */
  readonly lease: number
  readonly expires: number
}

/** The record of an earlier request. Without a response, the post was started and its outcome is not known. */
export interface PostRecord {
  readonly fingerprint: string
  readonly lease: number
  readonly response: StoredResponse | undefined
}

/** The store failed. `problem` may be shown to callers: it repeats neither stored data nor addresses. `isBusy` means that a retry will help. */
export class StoreFailure extends Data.TaggedError("StoreFailure")<{
  readonly problem: string
  readonly isBusy?: boolean
}> {}

/** The store of keys and responses. */
export class IdempotencyStore extends Context.Tag("@org/messages-idempotency/IdempotencyStore")<
  IdempotencyStore,
  {
    /** Reserves a key, or gives the record of an earlier request if there is one. The owner may repeat its claim. */
    readonly claim: (claim: Claim) => Effect.Effect<PostRecord | undefined, StoreFailure>
    /** Renews the lease; gives `false` if the claim no longer exists. */
    readonly extend: (owner: Owner, lease: number) => Effect.Effect<boolean, StoreFailure>
    /** Stores the response until `expires`. */
    readonly complete: (owner: Owner, response: StoredResponse, expires: number) => Effect.Effect<void, StoreFailure>
    /** Deletes the record of a post that was not delivered. */
    readonly release: (owner: Owner) => Effect.Effect<void, StoreFailure>
    /** Deletes some of the records whose times have passed. */
    readonly sweep: (now: number) => Effect.Effect<void, StoreFailure>
  }
>() {}

type Service = typeof IdempotencyStore.Service

/** A store that passes every operation to `use`, which decides which store runs it, and how. */
export const through = (
  use: <A>(operation: (store: Service) => Effect.Effect<A, StoreFailure>) => Effect.Effect<A, StoreFailure>
): Service => ({
  claim: (claim) => use((store) => store.claim(claim)),
  extend: (owner, lease) => use((store) => store.extend(owner, lease)),
  complete: (owner, response, expires) => use((store) => store.complete(owner, response, expires)),
  release: (owner) => use((store) => store.release(owner)),
  sweep: (now) => use((store) => store.sweep(now))
})
