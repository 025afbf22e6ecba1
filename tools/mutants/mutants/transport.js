// Faults in the HTTP policy: what is tried again, for how long, and what is believed.
const of = (file, tests) => (fault, find, replace) => ({
  file: `packages/transport/src/${file}`,
  fault,
  find,
  replace,
  package: "packages/transport",
  tests
})

const retry = of("Retry.ts", ["Retry.test"])
const retryAfter = of("RetryAfter.ts", ["RetryAfter"])
const breaker = of("Breaker.ts", ["Breaker"])
const budget = of("Budget.ts", ["Budget"])
const bulkhead = of("Bulkhead.ts", ["Bulkhead"])
const status = of("Status.ts", ["Status"])
const body = of("Body.ts", ["Body.test"])
const baseUrl = of("BaseUrl.ts", ["BaseUrl"])
const told = of("Told.ts", ["Transport.test", "Told", "ErrorMapping"])
const words = of("Words.ts", ["Words", "ErrorBody"])

export const transport = [
  retry("tries once more than it may", "failed.attempts < policy.attempts", "failed.attempts <= policy.attempts"),
  retry("begins a wait that passes the deadline", " || wait >= (yield* left)", ""),
  retry("comes back before it is asked to", "retryAfterMs + random", "random"),
  retryAfter("takes seconds for milliseconds", "Number(text) * 1000", "Number(text)"),
  retryAfter("waits backwards for a date that is past", "Math.max(0, moment - now)", "moment - now"),
  breaker("opens one call too late", "failures >= limit", "failures > limit"),
  breaker("sends every call as a probe", "now < closedAgainAt || isProbing", "now < closedAgainAt"),
  breaker("counts failures that a success is between", "failures = 0\n      openings", "openings"),
  budget("takes nothing for a retry", "tokens -= price", "tokens -= 0"),
  budget("lets a call that ended count as retrying", "if (cost > 0) retrying -= 1", ""),
  bulkhead(
    "lets one more call wait",
    "calls >= bulkhead.inFlight + bulkhead.queue",
    "calls > bulkhead.inFlight + bulkhead.queue"
  ),
  status("tries again on 501", "408, 429, 500, 502", "408, 429, 500, 501, 502"),
  status("does not try again on 408", "new Set([408, ", "new Set(["),
  status("takes 403 for a missing key", '[403, "Forbidden"]', '[403, "Unauthorized"]'),
  body(
    "takes bytes that are not UTF-8",
    'new TextDecoder("utf-8", { fatal: true })',
    'new TextDecoder("utf-8", { fatal: false })'
  ),
  baseUrl("sends a key in plain text to the internet", 'url.protocol === "http:" && !isPrivate(url.hostname)', "false"),
  baseUrl("asks the metadata service of a cloud", "if (isMetadata(url.hostname))", "if (false)"),
  told("takes a lost answer to a post for one that was not delivered", ': "unknown"', ': "not-delivered"'),
  told("does not know that 408 says nothing of a post", " && status !== 408", ""),
  words("repeats the key", 'text.replace(anyCase, "<redacted>")', "text"),
  words("repeats control characters", 'told.replace(/[\\p{C}\\p{Zl}\\p{Zp}]+/gu, " ")', "told")
]
