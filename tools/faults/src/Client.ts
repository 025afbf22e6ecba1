/** What a client must offer to be measured: one read, and one post if it can. */

/** `timeoutMs` limits one attempt; `retries` is how often the client itself may retry. */
export interface Call {
  readonly url: string
  readonly key: string
  readonly timeoutMs: number
  readonly retries: number
}

export type Outcome =
  { readonly outcome: "ok"; readonly value: unknown } | { readonly outcome: "error"; readonly error: unknown }

/** `closed`: its errors have a `reason` from the list of the expectations, which therefore require the exact one. */
export interface Client {
  readonly name: string
  readonly closed?: boolean
  readonly get: (call: Call) => Promise<Outcome>
  readonly post?: (call: Call) => Promise<Outcome>
}

/** The outcome of a promise, for clients that throw. */
export const outcome = (value: Promise<unknown>): Promise<Outcome> =>
  value.then(
    (value) => ({ outcome: "ok", value }),
    (error: unknown) => ({ outcome: "error", error })
  )
