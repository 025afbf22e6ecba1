/** Faults of the connection and of the framing of a response. */
import type { Context, InjectedFault } from "../InjectedFault.js"
import * as Http from "../Http.js"
import { end, hold, reset, write } from "../Step.js"

const good = ({ body }: Context) => write(Http.json(body))
const nothing = () => []

const withHeaders = (headers: string) => (context: Context) => [
  write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${headers}\r\n\r\n`),
  write(Buffer.from(context.body)),
  hold
]

export const transport = {
  refused: { row: 1, injects: "a closed port", at: "closed", answer: nothing },
  dns: { row: 2, injects: "a host name that does not exist", at: "no-such-host", answer: nothing },
  reset_on_accept: { row: 3, injects: "RST as soon as the request is read", answer: () => [reset] },
  close_no_response: { row: 4, injects: "FIN without a status line, as on a stale connection", answer: () => [end] },
  reset_mid_header: {
    row: 5,
    injects: "half a header block, then RST",
    answer: () => [write("HTTP/1.1 200 OK\r\ncontent-type: applica"), reset]
  },
  reset_mid_body: {
    row: 6,
    injects: "20 of 1000 bytes, then RST",
    answer: ({ body }) => [
      write(Http.head("200 OK", { "content-type": "application/json", "content-length": "1000" })),
      write(Buffer.from(body).subarray(0, 20)),
      reset
    ]
  },
  short_body_fin: {
    row: 7,
    injects: "a whole JSON text that is shorter than its content-length, then FIN",
    answer: ({ body }) => [
      write(
        Http.head("200 OK", {
          "content-type": "application/json",
          "content-length": String(Buffer.byteLength(body) + 1000)
        })
      ),
      write(Buffer.from(body)),
      end
    ]
  },
  chunked_no_end_fin: {
    row: 8,
    injects: "a whole JSON text in a chunk, then FIN without the last chunk",
    answer: ({ body }) => [write(Http.chunkedHead), write(Buffer.from(Http.chunk(body))), end]
  },
  chunked_bad_size: {
    row: 9,
    injects: 'a chunk of size "ZZ"',
    answer: ({ body }) => [write(Http.chunkedHead), write("ZZ\r\n"), write(Buffer.from(body)), hold]
  },
  bad_status_line: {
    row: 10,
    injects: "HTTP/1.1 abc",
    answer: ({ body }) => [write(Http.head("abc")), write(Buffer.from(body)), hold]
  },
  http09: { row: 11, injects: "a body and nothing else", answer: ({ body }) => [write(Buffer.from(body)), end] },
  cl_and_te: {
    row: 12,
    injects: "content-length and transfer-encoding",
    answer: ({ body }) => [
      write(Http.head("200 OK", { "content-length": "5", "transfer-encoding": "chunked" })),
      write(Buffer.from(`${Http.chunk(body)}0\r\n\r\n`)),
      hold
    ]
  },
  two_cl: {
    row: 13,
    injects: "two different content-lengths",
    answer: (context) => withHeaders(`content-length: ${Buffer.byteLength(context.body)}\r\ncontent-length: 5`)(context)
  },
  neg_cl: { row: 14, injects: "content-length: -1", answer: withHeaders("content-length: -1") },
  huge_header: {
    row: 15,
    injects: "a header of 100 KB",
    answer: ({ body }) => [write(Http.json(body, { "x-huge": "h".repeat(100_000) }))]
  },
  many_headers: {
    row: 16,
    injects: "3000 headers",
    answer: ({ body }) => [
      write(Http.json(body, Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`x-${index}`, "h"]))))
    ]
  },
  extra_bytes: {
    row: 17,
    injects: "a second answer glued to the first",
    answer: ({ body }) => [write(Buffer.concat([Http.json(body), Http.json('{"id":"smuggled"}')]))]
  },
  early_hints: {
    row: 18,
    injects: "103 fifty times, then the answer",
    answer: (context) => [
      ...Array.from({ length: 50 }, () => write(Http.head("103 Early Hints", { link: "</a>; rel=preload" }))),
      good(context)
    ]
  },
  s101: {
    row: 19,
    injects: "101 without being asked",
    answer: () => [write(Http.head("101 Switching Protocols", { connection: "upgrade", upgrade: "chat" })), hold]
  },
  tls_selfsigned: {
    row: 20,
    injects: "a self-signed certificate",
    at: "tls-self-signed",
    answer: (context) => [good(context)]
  },
  tls_wronghost: {
    row: 21,
    injects: "a trusted certificate of another host",
    at: "tls-wrong-host",
    answer: (context) => [good(context)]
  },
  tls_on_plain: {
    row: 22,
    injects: "TLS towards a port that never says a word",
    at: "tls-on-plain",
    answer: nothing
  }
} as const satisfies Record<string, InjectedFault>
