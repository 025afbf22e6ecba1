/** Faults of time: a response that does not come, or does not end. */
import type { InjectedFault } from "../InjectedFault.js"
import * as Http from "../Http.js"
import { drip, hold, write } from "../Step.js"

const long = Http.head("200 OK", { "content-type": "application/json", "content-length": "100000" })

export const time = {
  no_headers_ever: { row: 23, injects: "a connection, and never an answer", answer: () => [hold] },
  slowloris_header: {
    row: 24,
    injects: "a header every 250 ms, for ever",
    answer: () => [write("HTTP/1.1 200 OK\r\n"), drip("x-slow: 1\r\n", 250)]
  },
  stall_after_headers: {
    row: 25,
    injects: "headers, and never a body",
    answer: () => [write(long), hold]
  },
  stall_mid_body: {
    row: 26,
    injects: "a body that stops half way",
    answer: ({ body }) => [write(Http.json(body).subarray(0, -Math.floor(Buffer.byteLength(body) / 2))), hold]
  },
  slowloris_body: {
    row: 27,
    injects: "a byte of the body every 250 ms, for ever",
    answer: () => [write(long), drip(" ", 250)]
  }
} as const satisfies Record<string, InjectedFault>
