/**
 * What a client must make of each fault. The rules are the same for every client.
 *
 * The limits: one attempt may take 1 s, the client may retry once, and a call must end in 5 s unless a row says otherwise.
 * A read passes a row if all of the following holds. So does a post, with the rules that `post` derives.
 *
 * - Outcome: `ok` is exactly the value that the server meant, as JSON. `error` is a typed error. `either` is one of them. No outcome in time
 *   fails, and so does a different value.
 * - Typed, for errors of a closed list: `reason` is one of the row's; status, path, attempts and retry-after are right if a row names them.
 * - Typed, for all others: the error, one of its causes or its response shows the class of the fault by the status, a code, or a name other than
 *   `Error` and `TypeError`. A row with a status requires that status; a row whose only reason is `Timeout`, a word like timeout or abort.
 * - No secret: the key is not in the error if it is inspected to a depth of 12, printed or turned into JSON.
 * - Requests: the server saw at least the least and at most the most. A read is retried on 408, 429, 500, 502, 503, 504 and on transport
 *   failures, and on nothing else. The server does not see a refused connection, so there the attempts come from an error that counts them.
 * - Pace: how long the client waited before the second request, if the server said something about it.
 * - The second origin got no byte.
 * - `fresh`: a connection whose framing is broken is not used again, so every request came on its own connection.
 * - Memory grows by at most twice the cap of 16 MiB if a body has no end.
 */
import type { Name } from "../Faults.js"

export type Reason =
  | "NotFound"
  | "Unauthorized"
  | "Forbidden"
  | "Rejected"
  | "RateLimited"
  | "Unavailable"
  | "Timeout"
  | "Malformed"
  | "TooLarge"

export type Delivery = "not-delivered" | "unknown"

export type Range = readonly [least: number, most: number]

export interface Rule {
  readonly outcome: "ok" | "error" | "either"
  readonly requests: Range
  readonly reasons?: ReadonlyArray<Reason>
  readonly status?: number
  /** Required of errors that count their attempts. */
  readonly attempts?: number
  /** The time between the first and the second request. */
  readonly paceMs?: Range
  readonly withinMs?: number
  /** The growth of memory. The client gets enough time, so that its size limit decides and not its timeout. */
  readonly grownBytes?: number
  readonly timeoutMs?: number
  /** Required of errors of a closed list. */
  readonly retryAfterMs?: number
  readonly path?: string
  /** A text that must be in a message of the error. */
  readonly says?: RegExp
  /** Whether the page that came instead of a response must not be in a message. */
  readonly withoutPage?: true
  readonly fresh?: true
  /** How many calls one client makes, one after the other; all must pass. */
  readonly calls?: number
  /** What differs if retries are off. */
  readonly withoutRetries?: Range
  /** For posts: what errors of a closed list may say about the delivery. `NotFound` itself says that nothing was delivered. */
  readonly delivery?: ReadonlyArray<Delivery>
}

/** A row that cannot be tested, and why. */
export interface NotShown {
  readonly notShown: string
}

export const withinMs = 5000
export const timeoutMs = 1000
export const retries = 1

const none: Range = [0, 0]
const once: Range = [1, 1]
const twice: Range = [2, 2]
const onceOrTwice: Range = [1, 2]
const cap = 16 * 1024 * 1024

const ok = (requests: Range, more: Partial<Rule> = {}): Rule => ({ outcome: "ok", requests, ...more })

const fails = (requests: Range, reasons: ReadonlyArray<Reason>, more: Partial<Rule> = {}): Rule => ({
  outcome: "error",
  requests,
  reasons,
  ...more
})

const status = (status: number, reason: Reason, requests: Range, more: Partial<Rule> = {}): Rule =>
  fails(requests, [reason], { status, ...more })

// A response that is broken HTTP: the client may retry or not, but must not use the connection again.
const unframed = (more: Partial<Rule> = {}) =>
  fails(onceOrTwice, ["Unavailable", "Malformed", "TooLarge"], { fresh: true, ...more })

const late = fails(onceOrTwice, ["Timeout"])
const endless = { grownBytes: 2 * cap, timeoutMs: 20_000, withinMs: 45_000 }
const limited = (paceMs: Range) => status(429, "RateLimited", twice, { paceMs })
const malformed = (more: Partial<Rule> = {}) => fails(onceOrTwice, ["Malformed"], more)

/** The default backoff: up to a second and a half, including jitter. */
const backoff: Range = [0, 1500]
/** At once, with a little jitter. */
const soon: Range = [0, 1000]
/** A second, minus the millisecond by which two clocks may differ. */
const second: Range = [999, 3000]

export const read: { readonly [N in Name]: Rule | NotShown } = {
  refused: fails(none, ["Unavailable"], { attempts: 2 }),
  dns: fails(none, ["Unavailable"]),
  reset_on_accept: fails(twice, ["Unavailable"]),
  // The free retry of a stale connection, in addition to the one that the client is allowed.
  close_no_response: fails([2, 3], ["Unavailable"], { withoutRetries: twice }),
  reset_mid_header: fails(twice, ["Unavailable"]),
  reset_mid_body: fails(twice, ["Unavailable"]),
  short_body_fin: fails(twice, ["Unavailable"]),
  chunked_no_end_fin: fails(twice, ["Unavailable"]),
  chunked_bad_size: unframed(),
  bad_status_line: unframed(),
  http09: unframed(),
  cl_and_te: unframed(),
  two_cl: unframed(),
  neg_cl: unframed(),
  huge_header: unframed(),
  many_headers: unframed(),
  extra_bytes: ok([2, 3], { calls: 2, fresh: true }),
  early_hints: ok(once),
  s101: unframed(),
  tls_selfsigned: fails(none, ["Unavailable"]),
  tls_wronghost: fails(none, ["Unavailable"]),
  tls_on_plain: fails(none, ["Timeout", "Unavailable"]),

  no_headers_ever: late,
  slowloris_header: late,
  stall_after_headers: late,
  stall_mid_body: late,
  slowloris_body: late,

  infinite_body: fails(onceOrTwice, ["TooLarge"], endless),
  gzip_bomb_300MB: fails(onceOrTwice, ["TooLarge", "Malformed"], endless),
  gzip_corrupt: malformed(),
  // A client that decodes retries this. A client that refuses the encoding, as row 29 allows, cannot see the cut.
  gzip_truncated: malformed(),
  unknown_encoding: malformed(),

  s400: status(400, "Rejected", once),
  s401: status(401, "Unauthorized", once),
  s403: status(403, "Forbidden", once),
  s404: status(404, "NotFound", once),
  // A page comes from a server that has no such route. A client that knows its provider distinguishes that from a missing message.
  s404_html: fails(once, ["NotFound", "Rejected"], { status: 404, withoutPage: true }),
  s408: status(408, "Rejected", twice),
  s410: status(410, "NotFound", once),
  s422: status(422, "Rejected", once),
  s429: limited(backoff),
  s429_ra1: limited(second),
  s429_ra0: limited(soon),
  s429_date: limited(second),
  s429_past: limited(soon),
  s429_neg: limited(backoff),
  s429_huge: status(429, "RateLimited", once, { withinMs: 1000, retryAfterMs: 86_400_000 }),
  s429_garbage: limited(backoff),
  s500: status(500, "Unavailable", twice),
  s501: status(501, "Unavailable", once),
  s502_html: status(502, "Unavailable", twice, { withoutPage: true }),
  s503: status(503, "Unavailable", twice, { paceMs: second }),
  s504: status(504, "Unavailable", twice),
  flaky_500_then_ok: ok(twice),
  flaky_reset_then_ok: ok(twice),

  redirect_cross: fails(once, ["Unavailable"]),
  redirect_cross_307: fails(once, ["Unavailable"]),
  // Five hops on the same origin are allowed, and so are none.
  redirect_loop: fails([1, 6], ["Unavailable"]),
  redirect_noloc: fails(once, ["Unavailable"]),
  redirect_file: fails(once, ["Unavailable"]),

  truncated_json: fails(twice, ["Malformed"]),
  empty_200_json: malformed(),
  s204: malformed(),
  html_200: malformed(),
  html_as_json_200: malformed({ says: /html|doctype/i }),
  json_text_plain: { outcome: "either", requests: onceOrTwice, reasons: ["Malformed"] },
  json_no_ct: { outcome: "either", requests: onceOrTwice, reasons: ["Malformed"] },
  json_null: malformed(),
  json_array: malformed(),
  json_wrong_types: malformed({ path: "/id" }),
  id_mismatch: malformed({ path: "/id" }),
  err_in_200: malformed({ says: /the model is overloaded/ }),
  bad_utf8: malformed(),
  bom: ok(once),
  utf16: malformed(),
  big_int: malformed({ path: "/x-infinite" }),
  nan_literal: malformed()
}

/**
 * What a post must make of a fault: the same, with one request always. It was not delivered when nothing was sent or the provider said no (a 4xx
 * other than 408); for everything else, an unreadable answer included, there is no way to know.
 */
export const post = (name: Name): Rule | NotShown => {
  const rule = posts[name] ?? read[name]
  if ("notShown" in rule) return rule
  const { attempts, calls, paceMs, withoutRetries, ...kept } = rule
  const unsent = kept.requests[1] === 0
  const refused = kept.status !== undefined && kept.status < 500 && kept.status !== 408
  return { delivery: unsent || refused ? ["not-delivered"] : ["unknown"], ...kept, requests: unsent ? none : once }
}

/** What a post must make of a fault if the provider keeps it only once, so that it is retried like a read: it says all the same whether it was delivered. */
export const repeatablePost = (name: Name): Rule | NotShown => {
  const rule = read[name]
  const once = post(name)
  if ("notShown" in once || "notShown" in rule) return once
  const wrongType = name === "json_wrong_types" ? { path: "/id" } : {}
  return { ...rule, ...(once.delivery !== undefined && { delivery: once.delivery }), ...wrongType }
}

/** What a list must make of a fault: the same as a read, also where the list is a POST. */
export const list = (name: Name): Rule | NotShown => {
  if (name === "id_mismatch") return { notShown: "a list names no message, so the response cannot have a wrong id" }
  if (name === "json_wrong_types") return { notShown: "what stands around the messages of a page may have any type" }
  return read[name]
}

/** The rule for a machine that is `patience` times slower: only the upper limits of times grow. */
export const stretch = (rule: Rule, patience: number): Rule => ({
  ...rule,
  withinMs: (rule.withinMs ?? withinMs) * patience,
  ...(rule.paceMs && { paceMs: [rule.paceMs[0], rule.paceMs[1] * patience] })
})

const posts: { readonly [N in Name]?: Rule | NotShown } = {
  // Nothing was sent, but a client that only notices a timeout cannot know it.
  tls_on_plain: fails(none, ["Timeout", "Unavailable"], { delivery: ["not-delivered", "unknown"] }),
  flaky_500_then_ok: status(500, "Unavailable", once),
  flaky_reset_then_ok: fails(once, ["Unavailable"]),
  json_wrong_types: malformed({ path: "/messageId" }),
  id_mismatch: { notShown: "a post names no message, so the response cannot have a wrong id" }
}
