// Faults in the model: times, JSON, residue, problems.
const of = (file, tests) => (fault, find, replace) => ({
  file: `packages/core/src/${file}`,
  fault,
  find,
  replace,
  package: "packages/core",
  tests
})

const time = of("time/Time.ts", ["Time.test"])
const rfc3339 = of("time/Rfc3339.ts", ["Rfc3339"])
const json = of("json/Json.ts", ["Json.test"])
const fault = of("json/JsonFault.ts", ["Json.test"])
const pointer = of("json/JsonPointer.ts", ["Json.test"])
const residue = of("message/Residue.ts", ["Residue.test"])
const arrays = of("message/ArrayEdits.ts", ["Residue.test"])
const reconcile = of("message/Reconcile.ts", ["Lossless"])
const format = of("message/Format.ts", ["Format"])
const lossless = of("message/Lossless.ts", ["Lossless"])
const problem = of("error/Problem.ts", ["Problem"])
const redaction = of("redaction/CredentialRedaction.ts", ["CredentialRedaction"])
const status = of("error/ErrorStatus.ts", ["ErrorStatus"])

export const model = [
  time("adds the offset of a zone", "moment - offset * 60_000", "moment + offset * 60_000"),
  time("forgets the minutes of an offset", "(Number(hours) * 60 + Number(minutes))", "(Number(hours) * 60)"),
  time("takes seconds for milliseconds", "number < 1e11", "number < 1e9"),
  time("takes February 30 for a day", "|| new Date(moment).toISOString().slice(0, 19) !== local", ""),
  time("drops the digits past the millisecond", "const rest = time.slice(23, -1)", 'const rest = ""'),
  time("takes 0 for a moment", "number <= 0", "number < 0"),
  rfc3339("takes a leap second at any minute", 'second !== "60" || minuteOfDay === 1439', "true"),
  fault("nests one level less", "if (depth === count.limits.depth ||", "if (depth === count.limits.depth - 1 ||"),
  json("takes arrays of different length for equal", " || a.length !== b.length", ""),
  pointer("leaves a slash in a pointer", '.replaceAll("/", "~1")', ""),
  json("keeps keys without a value", "if (value !== undefined) put(result, key, value)", "put(result, key, value)"),
  residue(
    "forgets keys that the provider did not send",
    "if (!Object.hasOwn(b, key)) (absent ??= []).push(pointer([key]))",
    ""
  ),
  residue("lets a field win over residue", "? merge(ours, value) : value)", "? merge(ours, value) : (ours ?? value))"),
  lossless("keeps the residue of a list twice", "difference(rebuilt, native, compared)", "difference(rebuilt, native)"),
  lossless("forgets the residue of a message", "return restoreObject(result, message.residue)", "return result"),
  format(
    "puts all messages into one value",
    "split: (messages) => messages.map((message) => [message])",
    "split: (messages) => messages.slice(0, 1).map((message) => [message])"
  ),
  format("forgets what a reader knows", "[read(native, context)]", "[read(native)]"),
  lossless("writes residue of another format", "if (message.format !== name)", "if (message.format === undefined)"),
  lossless("lets residue win over an edit", "if (equal(again, target)) return restored", "return restored"),
  reconcile("drops all residue that an edit contradicts", "attempt(group.slice(half))", ""),
  arrays("makes an array as long as it is told", "if (length > maximumLength || ", "if ("),
  arrays("forgets where an element came from", "edit.from ?? index", "index"),
  problem(
    "rounds the wait of Retry-After down",
    "Math.ceil(error.retryAfterMs / 1000)",
    "Math.floor(error.retryAfterMs / 1000)"
  ),
  problem(
    "leaves out how often was tried",
    "setting: error.setting,\n        attempts: error.attempts,",
    "setting: error.setting,"
  ),
  status("takes a limited rate for an unavailable provider", "RateLimited: 429", "RateLimited: 503"),
  status(
    "takes a broken network for an unavailable provider",
    '=== "Unavailable" && origin === "network" ? 502',
    '=== "Unavailable" && origin === "network" ? 503'
  ),
  redaction("repeats the key", 'remover(credential === undefined ? "" : Redacted.value(credential))', 'remover("")'),
  redaction("repeats control characters", '.replace(/[\\p{C}\\p{Zl}\\p{Zp}]+/gu, " ")', "")
]
