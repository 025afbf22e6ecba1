// Faults in the HTTP policy: retries, waits, limits, statuses and bodies.
const of = (file, tests) => (fault, find, replace) => ({
  file: `packages/transport/src/${file}`,
  fault,
  find,
  replace,
  package: "packages/transport",
  tests
})

const retry = of("resilience/Retry.ts", ["Retry.test"])
const retryAfter = of("resilience/RetryAfter.ts", ["RetryAfter"])
const breaker = of("resilience/Breaker.ts", ["Breaker"])
const budget = of("resilience/Budget.ts", ["Budget"])
const bulkhead = of("resilience/Bulkhead.ts", ["Bulkhead"])
const resilience = of("resilience/Resilience.ts", ["Retry.test", "Breaker", "Bulkhead"])
const status = of("response/StatusFailure.ts", ["Status"])
const body = of("response/ResponseBody.ts", ["Body.test"])
const reader = of("response/ResponseReader.ts", ["Transport.test"])
const mapping = of("response/ErrorMapping.ts", ["Transport.test", "ListAndPost"])
const failure = of("exchange/ExchangeFailure.ts", ["Transport.test", "ListAndPost", "StatusFailure"])
const baseUrl = of("settings/BaseUrl.ts", ["BaseUrl"])

export const transport = [
  retry("tries once more than it may", "failed.attempts < limit", "failed.attempts <= limit"),
  retry("begins a wait that passes the deadline", " || wait >= (yield* left)", ""),
  retry("comes back before it is asked to", "retryAfterMs + random * baseMs", "random * baseMs"),
  retry("gives a free attempt every time", "stale === true && attempts === 1", "stale === true"),
  retryAfter("takes seconds for milliseconds", "Number(text) * 1000", "Number(text)"),
  retryAfter("waits backwards for a date that is past", "Math.max(0, moment - now)", "moment - now"),
  breaker("opens one call too late", "failures < limit", "failures <= limit"),
  breaker("sends every call as a probe", "now < openUntil || isProbing", "now < openUntil"),
  breaker("counts failures that a success is between", "failures = 0\n    openings", "openings"),
  breaker(
    "opens when the rate is limited",
    'cause.error.reason === "Unavailable" ||',
    'cause.error.reason === "RateLimited" ||'
  ),
  budget("takes nothing for a retry", "this.#state.tokens -= price", "this.#state.tokens -= 0"),
  budget("counts a call that ended as one that retries", "if (this.#price > 0) this.#state.retrying -= 1", ""),
  bulkhead("lets one more call wait", "calls >= inFlight + queue", "calls > inFlight + queue"),
  bulkhead("has one place too few", "requests >= inFlight", "requests >= inFlight - 1"),
  resilience("repeats a post", "isRetried ? budget.open() : undefined", "budget.open()"),
  status("tries again on 501", "408, 429, 500, 502", "408, 429, 500, 501, 502"),
  status("does not try again on 408", "new Set([408, ", "new Set(["),
  status("takes 403 for a missing key", '[403, "Forbidden"]', '[403, "Unauthorized"]'),
  body("takes bytes that are not UTF-8", "fatal: true", "fatal: false"),
  reader("takes another message for the one that was asked for", "&& !Id.isSame(asked, id)", "&& false"),
  mapping(
    "takes a lost answer to a post for one that was not delivered",
    ': ("unknown" as const)',
    ': ("not-delivered" as const)'
  ),
  failure("does not know that 408 says nothing of a post", " && status !== 408", ""),
  baseUrl("sends a key in plain text to the internet", 'url.protocol === "http:" && !isPrivate(url.hostname)', "false"),
  baseUrl("asks the metadata service of a cloud", "if (isMetadata(url.hostname))", "if (false)")
]
