/** The port to the store of keys and responses. Every operation is one atomic step, however many programs share the store. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { StoredResponse } from "../StoredResponse.js"

/** Identifies a post: two callers may use the same key. */
export interface PostId {
  /** The caller, and the URL that the post goes to. */
  readonly caller: string
  /** The caller's `Idempotency-Key`. */
  readonly key: string
}

/** A request that has or wants the claim of a post; only the one that has it may send the post. */
export interface Owner extends PostId {
  /** The id of the attempt that carries out the post; no two attempts have the same. */
  readonly owner: string
}

/** A claim of a key. A record counts as deleted when its lease is over and the time that it is kept has passed. */
export interface Claim extends Owner {
  /** The fingerprint of the request. */
  readonly fingerprint: string
  /** How long the owner counts as alive from now on, unless it renews its lease. */
  readonly lease: Duration.Duration
  /** How long the record is kept from now on. */
  readonly keep: Duration.Duration
}

/** The record of an earlier request. Without a response, the post was started and its outcome is not known. */
export interface PostRecord {
  /** The fingerprint of the first request with the key. */
  readonly fingerprint: string
  /** The attempt that carries out the post. */
  readonly owner: string
  /** Whether the lease of the owner is not over. A lease is also over if its end is further away than the lease is long: then the clock was ahead. */
  readonly isLeased: boolean
  /** The stored response; `undefined` as long as the post has none. */
  readonly response: StoredResponse | undefined
}

/** The store failed. `problem` may be shown to callers: it repeats neither stored data nor addresses. `isBusy` means that a retry will help. */
export class StoreFailure extends Data.TaggedError("StoreFailure")<{
  /** What failed; it repeats neither stored data nor addresses. */
  readonly problem: string
  /** Whether a retry will help, because another program had locked the file. */
  readonly isBusy?: boolean
}> {}

/** The store of keys and responses. */
export class IdempotencyStore extends Context.Tag("@org/messages-idempotency/IdempotencyStore")<
  IdempotencyStore,
  {
    /** Reserves a key, or gives the record of an earlier request if there is one. The owner may repeat its claim. */
    readonly claim: (claim: Claim) => Effect.Effect<PostRecord | undefined, StoreFailure>
    /** Renews the lease; gives `false` if the claim no longer exists. */
    readonly extend: (owner: Owner, lease: Duration.Duration) => Effect.Effect<boolean, StoreFailure>
    /** Stores the response, and keeps it from now on for a time. */
    readonly complete: (
      owner: Owner,
      response: StoredResponse,
      keep: Duration.Duration
    ) => Effect.Effect<void, StoreFailure>
    /** Deletes the record of a post that was not delivered. */
    readonly release: (owner: Owner) => Effect.Effect<void, StoreFailure>
    /** Deletes some of the records that count as deleted. */
    readonly sweep: Effect.Effect<void, StoreFailure>
  }
>() {}

type Service = typeof IdempotencyStore.Service

/** A store that passes every operation to `use`, which decides which store runs it, and how. */
export const through = (
  use: <A>(operation: (store: Service) => Effect.Effect<A, StoreFailure>) => Effect.Effect<A, StoreFailure>
): Service => ({
  claim: (claim) => use((store) => store.claim(claim)),
  extend: (owner, lease) => use((store) => store.extend(owner, lease)),
  complete: (owner, response, keep) => use((store) => store.complete(owner, response, keep)),
  release: (owner) => use((store) => store.release(owner)),
  sweep: use((store) => store.sweep)
})
