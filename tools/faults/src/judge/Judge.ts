/** Compares what was observed of a call with a rule of the expectations. */
import { isDeepStrictEqual } from "node:util"
import type { FaultServer } from "../FaultServer.js"
import * as Http from "../Http.js"
import type { Observed } from "./Observe.js"
import type { Range, Rule } from "./Expectations.js"
import * as Expectations from "./Expectations.js"
import type { ObservedError } from "./ObservedError.js"

/** `closed` is the client's; `body` is the text of the good response. */
export interface Case {
  readonly rule: Rule
  readonly closed: boolean
  readonly body: string
}

/** The complaint that usually applies to every error of a client at once. */
export const keyShown = "the key is in the error"

/** Everything that is wrong, in words; empty if the client passes the row. */
export const judge = (
  { body, closed, rule }: Case,
  seen: ReadonlyArray<Observed>,
  server: FaultServer
): ReadonlyArray<string> => [
  ...new Set([...seen.flatMap((one) => ofCall(rule, one, closed, JSON.parse(body))), ...ofServer(rule, server)])
]

const ofCall = (rule: Rule, seen: Observed, closed: boolean, body: unknown): ReadonlyArray<string> => {
  const limit = rule.withinMs ?? Expectations.withinMs
  if (seen.outcome === "hang") return ["no outcome in time"]
  if (seen.outcome === "crash") return ["brought its process down"]
  return [
    ...complain(seen.ms > limit, `took ${Math.round(seen.ms)} ms, more than ${limit}`),
    ...complain(
      rule.grownBytes !== undefined && seen.grownBytes > rule.grownBytes,
      `memory grew by ${Math.round(seen.grownBytes / 1024 / 1024)} MiB`
    ),
    ...(seen.error === undefined ? ofValue(rule, seen.value, body) : ofError(rule, seen.error, closed))
  ]
}

const ofValue = (rule: Rule, value: unknown, body: unknown): ReadonlyArray<string> => {
  if (rule.outcome === "error") return [`gave ${shown(value)} in the place of an error`]
  return complain(!isDeepStrictEqual(value, body), `gave ${shown(value)} in the place of the answer`)
}

const ofError = (rule: Rule, error: ObservedError, closed: boolean): ReadonlyArray<string> => [
  ...complain(error.secret, keyShown),
  ...complain(rule.outcome === "ok", `failed: ${error.messages[0] ?? error.names[0]}`),
  ...(rule.outcome === "ok" ? [] : closed ? ofReason(rule, error) : ofClass(rule, error)),
  ...complain(
    rule.says !== undefined && !error.messages.some((text) => rule.says?.test(text)),
    `does not say ${rule.says}`
  ),
  ...complain(
    rule.withoutPage === true && error.messages.some((text) => text.includes(Http.pageMark)),
    "repeats the page"
  )
]

const ofReason = (rule: Rule, error: ObservedError): ReadonlyArray<string> => [
  ...complain(
    !rule.reasons?.some((reason) => reason === error.reason),
    `is ${error.reason}, not ${rule.reasons?.join(" or ")}`
  ),
  ...differs("the status", rule.status, error.statuses[0]),
  ...differs("the path", rule.path, error.path),
  ...differs("attempts", rule.attempts, error.attempts),
  ...differs("retryAfterMs", rule.retryAfterMs, error.retryAfterMs),
  ...complain(
    rule.delivery !== undefined &&
      error.reason !== "NotFound" &&
      !rule.delivery.some((delivery) => delivery === error.delivery),
    `the delivery is ${error.delivery}, not ${rule.delivery?.join(" or ")}`
  )
]

const ofClass = (rule: Rule, error: ObservedError): ReadonlyArray<string> => {
  if (rule.status !== undefined)
    return complain(!error.statuses.includes(rule.status), `does not say the status ${rule.status}`)
  const words = [...error.names, ...error.codes, ...error.messages].join(" ")
  if (rule.reasons?.join() === "Timeout") return complain(!/time|abort|deadline/i.test(words), `no timeout: ${words}`)
  const known =
    error.codes.length > 0 ||
    error.statuses.some((status) => status >= 300) ||
    error.names.some((name) => name !== "Error" && name !== "TypeError")
  return complain(!known, `a bare ${error.names[0]}: ${error.messages[0]}`)
}

const ofServer = (rule: Rule, { connections, requests, secondOrigin }: FaultServer): ReadonlyArray<string> => {
  const [first, second] = requests
  const pace = first && second && second.at - first.at
  return [
    ...complain(!within(rule.requests, requests.length), `${counted(requests.length)}, not ${range(rule.requests)}`),
    ...complain(
      rule.paceMs !== undefined && pace !== undefined && !within(rule.paceMs, pace),
      `waited ${Math.round(pace ?? 0)} ms, not ${range(rule.paceMs ?? [0, 0])}`
    ),
    ...complain(rule.fresh === true && connections() < requests.length, "used the broken connection again"),
    ...complain(secondOrigin.received() > 0, "followed to the second origin")
  ]
}

const complain = (wrong: boolean, words: string): ReadonlyArray<string> => (wrong ? [words] : [])

const differs = (what: string, wanted: unknown, got: unknown): ReadonlyArray<string> =>
  complain(wanted !== undefined && wanted !== got, `${what}: ${got}, not ${wanted}`)

const within = ([least, most]: Range, value: number): boolean => value >= least && value <= most

const counted = (requests: number): string => (requests === 1 ? "1 request" : `${requests} requests`)

const range = ([least, most]: Range): string => (least === most ? String(least) : `${least} to ${most}`)

const shown = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 60)
