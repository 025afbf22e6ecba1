/** The port to where keyed posts are remembered. Every operation is one atomic step, whoever else has the same store open. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type { Kept } from "./Kept.js"

/** A post by its key, which means something only beside its caller. */
export interface Id {
  /** With the URL that the post goes to. */
  readonly caller: string
  readonly key: string
}

/** The one request that may ask the provider. */
export interface Own extends Id {
  readonly owner: string
}

/** Times are epoch milliseconds. A record that is past both of its times is none. */
export interface Claim extends Own {
  readonly fingerprint: string
  readonly now: number
  /** Until when the owner counts as alive without saying so again. */
  readonly lease: number
  readonly expires: number
}

/** Without an answer, the post has been started and nobody has said how it ended. */
export interface Found {
  readonly fingerprint: string
  readonly lease: number
  readonly answer: Kept | undefined
}

/** `problem` is fit for callers: it says nothing of what is stored, or where. `isBusy`: it will pass. */
export class StoreFailure extends Data.TaggedError("StoreFailure")<{
  readonly problem: string
  readonly isBusy?: boolean
}> {}

export class Store extends Context.Tag("@org/messages-server/Store")<
  Store,
  {
    /** Nothing, when from now on the claim stands; else what stands already. May be repeated by its owner. */
    readonly claim: (claim: Claim) => Effect.Effect<Found | undefined, StoreFailure>
    /** Whether the claim still stands. */
    readonly extend: (own: Own, lease: number) => Effect.Effect<boolean, StoreFailure>
    readonly answer: (own: Own, kept: Kept, expires: number) => Effect.Effect<void, StoreFailure>
    /** Forgets a post that was not delivered. */
    readonly release: (own: Own) => Effect.Effect<void, StoreFailure>
    /** Deletes some of the records that are past their times. */
    readonly sweep: (now: number) => Effect.Effect<void, StoreFailure>
  }
>() {}

type Service = typeof Store.Service

/** A store whose every operation is done by one that has to be had first. */
export const through = (
  use: <A>(operation: (store: Service) => Effect.Effect<A, StoreFailure>) => Effect.Effect<A, StoreFailure>
): Service => ({
  claim: (claim) => use((store) => store.claim(claim)),
  extend: (own, lease) => use((store) => store.extend(own, lease)),
  answer: (own, kept, expires) => use((store) => store.answer(own, kept, expires)),
  release: (own) => use((store) => store.release(own)),
  sweep: (now) => use((store) => store.sweep(now))
})
