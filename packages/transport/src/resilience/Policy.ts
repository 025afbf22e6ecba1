/** The numbers of the one HTTP policy, and why they are what they are. */
import { Json, type JsonScan } from "@org/messages-core"
import * as Duration from "effect/Duration"

/** Every number of the policy. Durations have any form that Effect accepts. */
export interface Policy {
  /** Requests for one read, the first included. A post is one request, unless the provider has idempotency keys. */
  readonly attempts: number
  /** The time of one attempt of a read, from the request to the last byte of the body. */
  readonly attemptTimeout: Duration.DurationInput
  /** The time of a whole call, with all attempts, bodies and waits. It is the only limit of a post that is sent once. */
  readonly deadline: Duration.DurationInput
  /** The longest wait doubles from `base` up to `cap`; each wait is drawn at random between zero and that (full jitter). */
  readonly backoff: {
    /** The longest wait before the first retry. */
    readonly base: Duration.DurationInput
    /** The longest wait before any retry. */
    readonly cap: Duration.DurationInput
  }
  /** The largest body in bytes. A response that announces or sends more is refused. */
  readonly maximumBodyBytes: number
  /** The limits for the JSON of a body. */
  readonly json: JsonScan.JsonLimits
  /** After `failures` calls in a row failed, no call reaches the provider for `open`, longer each time up to `cap`. */
  readonly breaker: {
    /** How many calls in a row must fail before the breaker opens. */
    readonly failures: number
    /** How long the breaker stays open the first time. */
    readonly open: Duration.DurationInput
    /** How long the breaker stays open at most. */
    readonly cap: Duration.DurationInput
  }
  /** What all calls to a provider may spend on retries: `tokens` over time, and a share of the calls in flight at the same time. */
  readonly budget: {
    /** How many tokens the bucket holds when it is full. */
    readonly tokens: number
    /** How many tokens a retry takes. */
    readonly cost: number
    /** How many tokens a retry takes after an attempt that timed out. */
    readonly timeoutCost: number
    /** The share of the calls in flight that may be retrying, from 0 to 1. */
    readonly concurrentShare: number
    /** How many calls may be retrying, however few are in flight. */
    readonly minimumConcurrent: number
  }
  /** How many requests to a provider may be in flight, and how many calls may wait for one of them to end. */
  readonly bulkhead: {
    /** How many requests may be in flight. */
    readonly inFlight: number
    /** How many calls may wait. */
    readonly queue: number
  }
}

/**
 * Attempts and bucket are those of the AWS SDKs' standard retry mode; share and breaker are those of Envoy. 16 MiB is several times the
 * largest message that the providers' write limits allow.
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
