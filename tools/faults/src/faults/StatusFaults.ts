/** Faults with an error status, and what the server says about when to retry. */
import { STATUS_CODES } from "node:http"
import type { Context, InjectedFault } from "../InjectedFault.js"
import * as Http from "../Http.js"
import { reset, write } from "../Step.js"

const says =
  (status: number, headers: () => Http.Headers = () => ({})) =>
  ({ error }: Context) => {
    const { body, contentType } = error(status)
    return [write(Http.answer(line(status), { "content-type": contentType, ...headers() }, body))]
  }

const saysPage = (status: number) => () => [
  write(Http.answer(line(status), { "content-type": "text/html" }, Http.page(line(status))))
]

const line = (status: number) => `${status} ${STATUS_CODES[status] ?? ""}`

const retryAfter = (value: string) => says(429, () => ({ "retry-after": value }))

const retryAt = (offsetMs: number) =>
  says(429, () => ({ "retry-after": new Date(Date.now() + offsetMs).toUTCString() }))

const good = ({ body }: Context) => [write(Http.json(body))]

export const status = {
  s400: { row: 33, injects: "400", answer: says(400) },
  s401: { row: 34, injects: "401", answer: says(401) },
  s403: { row: 35, injects: "403", answer: says(403) },
  s404: { row: 36, injects: "404", answer: says(404) },
  s404_html: { row: 37, injects: "404 with a page", answer: saysPage(404) },
  s408: { row: 38, injects: "408", answer: says(408) },
  s410: { row: 39, injects: "410", answer: says(410) },
  s422: { row: 40, injects: "422", answer: says(422) },
  s429: { row: 41, injects: "429", answer: says(429) },
  s429_ra1: { row: 42, injects: "429, Retry-After: 1", answer: retryAfter("1") },
  s429_ra0: { row: 43, injects: "429, Retry-After: 0", answer: retryAfter("0") },
  s429_date: { row: 44, injects: "429, Retry-After: a date in 1 to 2 s", answer: retryAt(2000) },
  s429_past: { row: 45, injects: "429, Retry-After: a date in the past", answer: retryAt(-60_000) },
  s429_neg: { row: 46, injects: "429, Retry-After: -5", answer: retryAfter("-5") },
  s429_huge: { row: 47, injects: "429, Retry-After: 86400", answer: retryAfter("86400") },
  s429_garbage: { row: 48, injects: "429, Retry-After: soon", answer: retryAfter("soon") },
  s500: { row: 49, injects: "500", answer: says(500) },
  s501: { row: 50, injects: "501", answer: says(501) },
  s502_html: { row: 51, injects: "502 with a page", answer: saysPage(502) },
  s503: { row: 52, injects: "503, Retry-After: 1", answer: says(503, () => ({ "retry-after": "1" })) },
  s504: { row: 53, injects: "504", answer: says(504) },
  flaky_500_then_ok: {
    row: 54,
    injects: "500, then the answer",
    answer: (context) => (context.attempt === 1 ? says(500)(context) : good(context))
  },
  flaky_reset_then_ok: {
    row: 55,
    injects: "RST, then the answer",
    answer: (context) => (context.attempt === 1 ? [reset] : good(context))
  }
} as const satisfies Record<string, InjectedFault>
