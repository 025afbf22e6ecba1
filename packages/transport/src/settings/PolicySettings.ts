/** The numbers of the policy that environment variables can change for all providers. */
import { Setting } from "@org/messages-core"
import * as Config from "effect/Config"
import type * as Duration from "effect/Duration"
import * as Policy from "../resilience/Policy.js"

const { breaker, budget, bulkhead, json } = Policy.defaults

const count = (variable: string, fallback: number) =>
  Setting.of(variable, "must be a whole number of at least 1", fallback, Setting.integer(1, 999_999_999))

const duration = (variable: string, fallback: Duration.DurationInput) =>
  Setting.of(variable, "must be a time such as 10s or 500ms", fallback, Setting.duration)

/** The numbers that the environment sets, and defaults for the others. A value that cannot be used is an error that names only the variable. */
export const policy: Config.Config<Partial<Policy.Policy>> = Config.all({
  attempts: count("MESSAGES_ATTEMPTS", Policy.defaults.attempts),
  attemptTimeout: duration("MESSAGES_ATTEMPT_TIMEOUT", Policy.defaults.attemptTimeout),
  deadline: duration("MESSAGES_DEADLINE", Policy.defaults.deadline),
  maximumBodyBytes: count("MESSAGES_RESPONSE_LIMIT", Policy.defaults.maximumBodyBytes),
  json: Config.all({
    values: count("MESSAGES_VALUE_LIMIT", json.values),
    depth: Setting.of(
      "MESSAGES_DEPTH_LIMIT",
      "must be a whole number from 1 to 1000",
      json.depth,
      Setting.integer(1, 1_000)
    ),
    digits: count("MESSAGES_DIGIT_LIMIT", json.digits)
  }),
  breaker: Config.all({
    failures: count("MESSAGES_BREAKER_FAILURES", breaker.failures),
    open: duration("MESSAGES_BREAKER_OPEN", breaker.open),
    cap: Config.succeed(breaker.cap)
  }),
  budget: Config.map(count("MESSAGES_RETRY_TOKENS", budget.tokens), (tokens) => ({ ...budget, tokens })),
  bulkhead: Config.all({
    inFlight: count("MESSAGES_IN_FLIGHT", bulkhead.inFlight),
    queue: count("MESSAGES_QUEUE", bulkhead.queue)
  })
})
