/** What of the policy can be set from outside, for all providers alike. */
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Policy from "./Policy.js"

const { breaker, budget, bulkhead } = Policy.defaults

const setting = <A>(variable: string, fallback: A, expected: string, read: (text: string) => Option.Option<A>) =>
  Config.mapOrFail(Config.withDefault(Config.string(variable), ""), (text) =>
    text.trim() === ""
      ? Either.right(fallback)
      : Either.fromOption(read(text.trim()), () => ConfigError.InvalidData([variable], `must be ${expected}`))
  )

const count = (variable: string, fallback: number) =>
  setting(variable, fallback, "a whole number from 1 up", (text) =>
    /^[1-9]\d{0,8}$/.test(text) ? Option.some(Number(text)) : Option.none()
  )

const duration = (variable: string, fallback: Duration.DurationInput) =>
  setting(variable, fallback, "a time such as 10s or 500ms", (text) => {
    const [, amount, unit] = /^([1-9]\d{0,4}) ?(ms|s)$/.exec(text) ?? []
    return amount === undefined
      ? Option.none()
      : Option.some<Duration.DurationInput>(
          unit === "ms" ? Duration.millis(Number(amount)) : Duration.seconds(Number(amount))
        )
  })

/** The policy with what the environment says otherwise. A value that cannot be used stops the start, by the variable's name alone. */
export const policy: Config.Config<Partial<Policy.Policy>> = Config.all({
  attempts: count("MESSAGES_ATTEMPTS", Policy.defaults.attempts),
  attemptTimeout: duration("MESSAGES_ATTEMPT_TIMEOUT", Policy.defaults.attemptTimeout),
  deadline: duration("MESSAGES_DEADLINE", Policy.defaults.deadline),
  maximumBodyBytes: count("MESSAGES_ANSWER_LIMIT", Policy.defaults.maximumBodyBytes),
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
