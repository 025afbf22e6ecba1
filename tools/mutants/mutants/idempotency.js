// Faults in posting once: which requests are the same, what is stored, and when a post may be repeated.
const of = (file, tests) => (fault, find, replace) => ({
  file: `packages/idempotency/src/${file}`,
  fault,
  find,
  replace,
  package: "packages/idempotency",
  tests
})

const main = of("Idempotency.ts", ["Idempotency.test"])
const outcome = of("PostOutcome.ts", ["Idempotency.test", "PostOutcome"])
const fingerprint = of("Fingerprint.ts", ["Fingerprint"])
const key = of("IdempotencyKey.ts", ["IdempotencyKey"])
const sql = of("store/SqlStore.ts", ["Idempotency.test", "Store"])

export const idempotency = [
  main("answers another request with the same key", "if (found.fingerprint !== fingerprint)", "if (false)"),
  main("takes a post whose owner is alive for one that was cut short", "found.lease > now ?", "found.lease < now ?"),
  main("shares keys between the servers of a provider", "caller: `${request.caller} ${url}`", "caller: request.caller"),
  main("posts although its claim was lost", "if (!stands) return", "if (false) return"),
  main(
    "calls the first response a repetition",
    "response: outcome.response, isReplayed: false",
    "response: outcome.response, isReplayed: true"
  ),
  outcome("posts again what may have been delivered", 'error.delivery !== "not-delivered" ||', ""),
  outcome("posts again what the provider rejected", ' || error.reason === "Rejected"', ""),
  fingerprint("depends on the order of keys", ".sort(([a], [b]) => (a < b ? -1 : 1))", ""),
  fingerprint("does not see the path", "JSON.stringify([path, body], sorted)", "JSON.stringify([body], sorted)"),
  key("takes a key of any length", " || key.length > maximumLength", ""),
  key("keeps the escapes of a quoted key", '?.replace(/\\\\(.)/g, "$1")', ""),
  sql("forgets a response before its time", "WHERE (messages_posts.expires <= ${claim.now} AND", "WHERE (true OR"),
  sql("releases what another owner claimed", ", sql`owner = ${owner}`])", "])")
]
