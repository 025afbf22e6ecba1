/** The numbers of the one HTTP policy, and why they are what they are. */
import * as Duration from "effect/Duration"

export interface Policy {
  /** Requests for one read, the first included. A post is one request, always. */
  readonly attempts: number
  /** From the request to the last byte of the body, for each attempt of a read. */
  readonly attemptTimeout: Duration.DurationInput
  /** The whole call: every attempt, every body, every wait. The only limit of a post. */
  readonly deadline: Duration.DurationInput
  /** Waits grow from `base` twofold up to `cap`, each drawn at random from zero up (full jitter). */
  readonly backoff: { readonly base: Duration.DurationInput; readonly cap: Duration.DurationInput }
  /** Bytes of a body; an answer that says or sends more is given up. */
  readonly maximumBodyBytes: number
}

/** Three attempts as in the AWS SDKs' standard mode; 16 MiB holds every message that the providers' write limits allow several times over. */
export const defaults: Policy = {
  attempts: 3,
  attemptTimeout: "10 seconds",
  deadline: "30 seconds",
  backoff: { base: "100 millis", cap: "5 seconds" },
  maximumBodyBytes: 16 * 1024 * 1024
}

/** The longest wait before attempt `attempt + 1`, in milliseconds. */
export const ceiling = ({ backoff }: Policy, attempt: number): number =>
  Math.min(Duration.toMillis(backoff.cap), Duration.toMillis(backoff.base) * 2 ** (attempt - 1))
