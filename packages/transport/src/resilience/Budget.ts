/** Limits the retries of all calls to a provider, so that retries do not multiply the load on a failing provider. */
import type { ExchangeFailure } from "../exchange/ExchangeFailure.js"
import type { Policy } from "./Policy.js"

/** What one call spends from the budget and pays back. */
export interface Account {
  /** Pays for a retry after this failure; `false` if the budget does not allow it. */
  readonly take: (failure: ExchangeFailure) => boolean
  /** Pays back the price of the last retry, or one token if there was none. */
  readonly succeed: () => void
  /** Ends the call, however it ended. */
  readonly close: () => void
}

/** The retry budget of one provider. */
export interface Budget {
  /** Opens the account of a new call. */
  readonly open: () => Account
}

/**
 * A token bucket as in the AWS SDKs' standard retry mode, and a share of the calls in flight as in Envoy's retry budget: the bucket
 * limits retries over time, the share limits retries at the same time.
 */
export const make = ({ budget }: Pick<Policy, "budget">): Budget => {
  const state: State = { budget, tokens: budget.tokens, calls: 0, retrying: 0 }
  return { open: () => new CallAccount(state) }
}

interface State {
  readonly budget: Policy["budget"]
  tokens: number
  calls: number
  retrying: number
}

/** A class, because one is made for each call. */
class CallAccount implements Account {
  readonly #state: State
  #price = 0

  constructor(state: State) {
    this.#state = state
    state.calls += 1
  }

  take(failure: ExchangeFailure): boolean {
    const { budget, calls, retrying, tokens } = this.#state
    const price = failure.reason === "Timeout" ? budget.timeoutCost : budget.cost
    const others = this.#price === 0 ? retrying : retrying - 1
    if (tokens < price || others >= Math.max(budget.minimumConcurrent, calls * budget.concurrentShare)) return false
    this.#state.tokens -= price
    if (this.#price === 0) this.#state.retrying += 1
    this.#price = price
    return true
  }

  succeed(): void {
    const { budget, tokens } = this.#state
    this.#state.tokens = Math.min(budget.tokens, tokens + (this.#price === 0 ? 1 : this.#price))
  }

  close(): void {
    this.#state.calls -= 1
    if (this.#price > 0) this.#state.retrying -= 1
  }
}
