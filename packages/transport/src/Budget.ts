/** How many retries a provider's calls may have among them, so that a provider in trouble is not asked more often than in good times. */
import * as Effect from "effect/Effect"
import type { Failure } from "./Failure.js"
import type { Policy } from "./Policy.js"

/** One call's share in the budget. */
export interface Account {
  /** Whether the call may try again after this failure; what it costs is taken. */
  readonly take: (failure: Failure) => Effect.Effect<boolean>
  /** Gives back what the last retry cost, or a little where there was none. */
  readonly succeed: Effect.Effect<void>
}

/** Opens an account for the time of a call. */
export interface Budget {
  readonly open: <A, E>(call: (account: Account) => Effect.Effect<A, E>) => Effect.Effect<A, E>
}

/**
 * A bucket of tokens as in the AWS SDKs' standard retry mode, and a share of the calls under way as in Envoy's retry budget: the bucket
 * bounds what is spent over time, the share what is spent at once.
 */
export const make = ({ budget }: Pick<Policy, "budget">): Effect.Effect<Budget> =>
  Effect.sync(() => {
    let tokens: number = budget.tokens
    let calls = 0
    let retrying = 0

    const account = (): Account & { readonly close: Effect.Effect<void> } => {
      let cost = 0
      const take = (failure: Failure) =>
        Effect.sync(() => {
          const price = failure.reason === "Timeout" ? budget.timeoutCost : budget.cost
          const others = cost === 0 ? retrying : retrying - 1
          if (tokens < price || others >= Math.max(budget.minimumConcurrent, calls * budget.concurrentShare))
            return false
          tokens -= price
          if (cost === 0) retrying += 1
          cost = price
          return true
        })
      const succeed = Effect.sync(() => {
        tokens = Math.min(budget.tokens, tokens + (cost === 0 ? 1 : cost))
      })
      const close = Effect.sync(() => {
        calls -= 1
        if (cost > 0) retrying -= 1
      })
      return { take, succeed, close }
    }

    const open = Effect.sync(() => {
      calls += 1
      return account()
    })

    return { open: (call) => Effect.acquireUseRelease(open, call, ({ close }) => close) }
  })
