/** Bounds the retries of all calls to a provider, so that a provider in trouble does not get more requests than in good times. */
import type { ExchangeFailure } from "../exchange/ExchangeFailure.js"
import type { Policy } from "./Policy.js"

/** One call's share in the budget. */
export interface Account {
  /** Whether the call may try again after this failure. If so, the price of the retry is paid. */
  readonly take: (failure: ExchangeFailure) => boolean
  /** Pays back the price of the last retry, or one token if there was none. */
  readonly succeed: () => void
  /** Ends the call, however it ended. */
  readonly close: () => void
}

/** The retries of one provider's calls. */
export interface Budget {
  /** Opens the account of a call that begins. */
  readonly open: () => Account
}

/**
 * A bucket of tokens as in the AWS SDKs' standard retry mode, and a share of the calls under way as in Envoy's retry budget: the bucket
 * bounds what is spent over time, the share what is spent at once.
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
