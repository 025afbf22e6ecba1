/** The numbers of the one HTTP policy, and why they are what they are. */
import { Json, type JsonScan } from "@org/messages-core"
import * as Duration from "effect/Duration"

/** Every number of the policy; bytes, and durations as Effect takes them. */
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
  /** What the JSON of a body may have. */
  readonly json: JsonScan.JsonLimits
  /** After `failures` calls in a row failed, a provider is left alone for `open`, longer each time up to `cap`. */
  readonly breaker: {
    readonly failures: number
    readonly open: Duration.DurationInput
    readonly cap: Duration.DurationInput
  }
  /** What all calls to a provider may spend on retries: `tokens` over time, and a share of the calls under way at once. */
  readonly budget: {
    readonly tokens: number
    readonly cost: number
    readonly timeoutCost: number
    readonly concurrentShare: number
    readonly minimumConcurrent: number
  }
  /** Requests under way to a provider at once, and calls that may wait for one to end. */
  readonly bulkhead: { readonly inFlight: number; readonly queue: number }
}

/**
 * Attempts and the bucket as in the AWS SDKs' standard retry mode, the share and the breaker as in Envoy. 16 MiB holds every message that
 * the providers' write limits allow several times over.
 */
export const defaults: Policy = {
  attempts: 3,
  attemptTimeout: "10 seconds",
  deadline: "30 seconds",
  backoff: { base: "100 millis", cap: "5 seconds" },
  maximumBodyBytes: 16 * 1024 * 1024,
  json: Json.limits,
  breaker: { failures: 5, open: "30 seconds", cap: "5 minutes" },
  budget: { tokens: 500, cost: 5, timeoutCost: 10, concurrentShare: 0.2, minimumConcurrent: 3 },
  bulkhead: { inFlight: 64, queue: 256 }
}

/** The longest wait before attempt `attempt + 1`, in milliseconds. */
export const ceiling = ({ backoff }: Policy, attempt: number): number =>
  Math.min(Duration.toMillis(backoff.cap), Duration.toMillis(backoff.base) * 2 ** (attempt - 1))
