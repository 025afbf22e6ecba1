// Faults in posting once: which requests are the same, what is stored, and when a post may be sent again.
const of = (file, tests) => (fault, find, replace) => ({
  file: `apps/server/src/${file}`,
  fault,
  find,
  replace,
  package: "apps/server",
  tests
})

const idempotency = of("Idempotency.ts", ["Idempotency.test", "Keyed.test"])
const fingerprint = of("Fingerprint.ts", ["Fingerprint"])
const key = of("IdempotencyKey.ts", ["IdempotencyKey"])
const sql = of("SqlStore.ts", ["Idempotency.test", "Keyed.test"])

const mutants = [
  idempotency("answers another request with the same key", "if (found.fingerprint !== fingerprint)", "if (false)"),
  idempotency(
    "takes a post whose owner is alive for one that was cut short",
    "found.lease > now ?",
    "found.lease < now ?"
  ),
  idempotency("posts again what may have been delivered", 'error.delivery !== "not-delivered" ||', ""),
  idempotency("posts again what the provider rejected", ' || error.reason === "Rejected"', ""),
  idempotency(
    "shares keys between the servers of a provider",
    "caller: `${keyed.caller} ${url}`",
    "caller: keyed.caller"
  ),
  idempotency("posts although its claim was lost", "if (!(yield* extend))", "if (!(yield* extend) && false)"),
  fingerprint("depends on the order of keys", ".sort(([a], [b]) => (a < b ? -1 : 1))", ""),
  fingerprint("does not see the path", "JSON.stringify([path, body], sorted)", "JSON.stringify([body], sorted)"),
  key("takes a key of any length", "|| key.length > maximumLength", ""),
  key("keeps the escapes of a quoted key", '?.replace(/\\\\(.)/g, "$1")', ""),
  sql(
    "gives a claim to a second owner",
    "(messages_posts.owner = excluded.owner AND messages_posts.answer IS NULL)",
    "(messages_posts.answer IS NULL)"
  ),
  sql("releases what another owner claimed", ", sql`owner = ${owner}`])", "])")
]

export { mutants as idempotency }
