// Faults in posting once: which requests are the same, what is stored, and when a post may be repeated.
const of = (file, tests) => (fault, find, replace) => ({
  file: `packages/idempotency/src/${file}`,
  fault,
  find,
  replace,
  package: "packages/idempotency",
  tests
})

const main = of("Idempotency.ts", ["Idempotency.test", "WrongClock"])
const claiming = of("Claiming.ts", ["Idempotency.test"])
const owners = of("Owners.ts", ["Owners"])
const outcome = of("PostOutcome.ts", ["Idempotency.test", "PostOutcome"])
const fingerprint = of("Fingerprint.ts", ["Fingerprint"])
const key = of("IdempotencyKey.ts", ["IdempotencyKey"])
const sql = of("store/SqlStore.ts", ["Idempotency.test", "WrongClock", "SqliteStore"])
const clock = of("store/StoreClock.ts", ["StoreClock", "WrongClock"])

export const idempotency = [
  main("answers another request with the same key", "if (found.fingerprint !== fingerprint)", "if (false)"),
  main("takes a post whose owner is alive for one that was cut short", "found.isAlive ?", "!found.isAlive ?"),
  main("shares keys between the servers of a provider", "caller: `${request.caller} ${url}`", "caller: request.caller"),
  main("takes its own post for running after it was cut short", "owners.end(claim.owner)", "undefined"),
  claiming("posts although its claim was lost", "if (!stands) return", "if (false) return"),
  claiming("posts although its claim came too late", "if (Duration.greaterThanOrEqualTo(", "if (Duration.lessThan("),
  claiming("does not see a response that was stored while the record was read", "|| found.isAlive ||", "|| true ||"),
  claiming("keeps a claim that posts nothing", "Effect.zipRight(release, Effect.delay(release, lease))", "Effect.void"),
  owners(
    "believes the lease of an owner that has ended here",
    "? alive.has(owner) : isLeased",
    "? isLeased : isLeased"
  ),
  owners("takes every owner of another process for dead", ": isLeased)", ": false)"),
  clock("forgets by a clock that is ahead", "earliest: Math.min(now, first.earliest + elapsed)", "earliest: now"),
  clock("dates a record by a clock that is behind", "latest: Math.max(now, first.latest + elapsed)", "latest: now"),
  clock("believes the clock when it starts", "earliest: Math.min(now, newest)", "earliest: now"),
  clock("starts again at every use", "start ??= first", ""),
  main(
    "calls the first response a repetition",
    "return { response, isReplayed: false }",
    "return { response, isReplayed: true }"
  ),
  outcome("posts again what may have been delivered", 'error.delivery !== "not-delivered" ||', ""),
  outcome("posts again what the provider rejected", ' || error.reason === "Rejected"', ""),
  fingerprint("depends on the order of keys", ".sort(([a], [b]) => (a < b ? -1 : 1))", ""),
  fingerprint("does not see the path", "JSON.stringify([path, body], sorted)", "JSON.stringify([body], sorted)"),
  key("takes a key of any length", " || key.length > maximumLength", ""),
  key("keeps the escapes of a quoted key", '?.replace(/\\\\(.)/g, "$1")', ""),
  sql(
    "forgets a response before its time",
    "WHERE (messages_posts.expires <= ${earliest} AND messages_posts.lease",
    "WHERE (true OR messages_posts.lease"
  ),
  sql(
    "claims by a clock that is ahead",
    "(messages_posts.expires <= ${earliest} AND messages_posts.lease <= ${earliest})",
    "(messages_posts.expires <= ${now} AND messages_posts.lease <= ${now})"
  ),
  sql("sweeps what is still kept", "WHERE expires <= ${earliest} AND lease", "WHERE true OR lease"),
  sql(
    "believes a lease that is far ahead",
    "isLeased: now < lease && lease <= now + lease_duration,",
    "isLeased: now < lease,"
  ),
  sql("takes a running lease for one that is over", "isLeased: now < lease &&", "isLeased: now >= lease &&"),
  sql("releases what another owner claimed", ", sql`owner = ${owner}`])", "])")
]
