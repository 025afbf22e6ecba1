import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Faults from "../src/Faults.js"
import * as FaultServer from "../src/FaultServer.js"
import { request, send } from "./Wire.js"

const body = '{"id":"m1","text":"a message that is long enough"}'
const length = `content-length: ${body.length}\r\n`
const whole = `${length}\r\n${body}`
const ok = "^HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
const good = new RegExp(`${ok}${escaped(whole)}$`)
const said = (status: number, more = "") =>
  new RegExp(`^HTTP/1.1 ${status} [^]*${more}content-length: \\d+\r\n\r\n{"detail":"the server says ${status}"}$`)
const coded = (encoding: string, more = "") => new RegExp(`${ok}content-encoding: ${encoding}\r\n[^]*${more}$`)

type Expected = readonly [answer: RegExp, end: "fin" | "rst" | "open"]

/** The bytes on the wire for every fault that answers. `open`: the connection stays open. */
const table: { readonly [N in Faults.Name]?: Expected } = {
  reset_on_accept: [/^$/, "rst"],
  close_no_response: [/^$/, "fin"],
  reset_mid_header: [/^HTTP\/1.1 200 OK\r\ncontent-type: applica$/, "rst"],
  reset_mid_body: [/content-length: 1000\r\n\r\n.{20}$/, "rst"],
  short_body_fin: [new RegExp(`content-length: ${body.length + 1000}\r\n\r\n${escaped(body)}$`), "fin"],
  chunked_no_end_fin: [new RegExp(`transfer-encoding: chunked\r\n\r\n32\r\n${escaped(body)}\r\n$`), "fin"],
  chunked_bad_size: [new RegExp(`transfer-encoding: chunked\r\n\r\nZZ\r\n${escaped(body)}$`), "open"],
  bad_status_line: [new RegExp(`^HTTP/1.1 abc\r\n\r\n${escaped(body)}$`), "open"],
  http09: [new RegExp(`^${escaped(body)}$`), "fin"],
  cl_and_te: [/^[^]*content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n[^]*\r\n0\r\n\r\n$/, "open"],
  two_cl: [new RegExp(`${length}content-length: 5\r\n\r\n${escaped(body)}$`), "open"],
  neg_cl: [new RegExp(`content-length: -1\r\n\r\n${escaped(body)}$`), "open"],
  huge_header: [new RegExp(`x-huge: h{100000}\r\n${escaped(whole)}$`), "open"],
  many_headers: [new RegExp(`(x-\\d+: h\r\n){3000}${escaped(whole)}$`), "open"],
  extra_bytes: [new RegExp(`${escaped(body)}HTTP/1.1 200 OK[^]*{"id":"smuggled"}$`), "open"],
  early_hints: [
    new RegExp(`^(HTTP/1.1 103 Early Hints\r\nlink: [^\r]*\r\n\r\n){50}HTTP/1.1 200 OK[^]*${escaped(whole)}$`),
    "open"
  ],
  s101: [/^HTTP\/1.1 101 Switching Protocols\r\n[^]*\r\n\r\n$/, "open"],
  slowloris_header: [/^HTTP\/1.1 200 OK\r\n(x-slow: 1\r\n){2}$/, "open"],
  stall_after_headers: [/content-length: 100000\r\n\r\n$/, "open"],
  stall_mid_body: [new RegExp(`${escaped(`${length}\r\n${body.slice(0, body.length / 2)}`)}$`), "open"],
  slowloris_body: [/content-length: 100000\r\n\r\n {2}$/, "open"],
  gzip_corrupt: [coded("gzip", escaped(body)), "open"],
  gzip_bomb_300MB: [coded("gzip", "content-length: (2|3)\\d{5}\r\n\r\n\\x1f\\x8b[^]{200000,}"), "open"],
  gzip_truncated: [coded("gzip", "\r\n\r\n\\x1f\\x8b[^]+"), "open"],
  unknown_encoding: [coded("snappy", escaped(body)), "open"],
  s400: [said(400), "open"],
  s401: [said(401), "open"],
  s403: [said(403), "open"],
  s404: [said(404), "open"],
  s404_html: [/^HTTP\/1.1 404 Not Found\r\ncontent-type: text\/html\r\n[^]*<\/html>$/, "open"],
  s408: [said(408), "open"],
  s410: [said(410), "open"],
  s422: [said(422), "open"],
  s429: [said(429), "open"],
  s429_ra1: [said(429, "retry-after: 1\r\n"), "open"],
  s429_ra0: [said(429, "retry-after: 0\r\n"), "open"],
  s429_date: [said(429, "retry-after: [A-Z][a-z]{2}, .* GMT\r\n"), "open"],
  s429_past: [said(429, "retry-after: [A-Z][a-z]{2}, .* GMT\r\n"), "open"],
  s429_neg: [said(429, "retry-after: -5\r\n"), "open"],
  s429_huge: [said(429, "retry-after: 86400\r\n"), "open"],
  s429_garbage: [said(429, "retry-after: soon\r\n"), "open"],
  s500: [said(500), "open"],
  s501: [said(501), "open"],
  s502_html: [/^HTTP\/1.1 502 Bad Gateway\r\ncontent-type: text\/html\r\n[^]*<\/html>$/, "open"],
  s503: [said(503, "retry-after: 1\r\n"), "open"],
  s504: [said(504), "open"],
  flaky_500_then_ok: [said(500), "open"],
  flaky_reset_then_ok: [/^$/, "rst"],
  redirect_cross: [
    /^HTTP\/1.1 302 Found\r\nlocation: http:\/\/127.0.0.1:\d+\/v1\/messages\/m1\r\n[^]*\r\n\r\n$/,
    "open"
  ],
  redirect_cross_307: [
    /^HTTP\/1.1 307 [^]*location: http:\/\/127.0.0.1:\d+\/v1\/messages\/m1\r\n[^]*\r\n\r\n$/,
    "open"
  ],
  redirect_loop: [/^HTTP\/1.1 302 [^]*location: http:\/\/127.0.0.1:\d+\/v1\/messages\/m1\r\n[^]*\r\n\r\n$/, "open"],
  redirect_noloc: [/^HTTP\/1.1 302 Found\r\ncontent-length: 0\r\n\r\n$/, "open"],
  redirect_file: [/^HTTP\/1.1 302 [^]*location: file:\/\/\/etc\/passwd\r\n[^]*\r\n\r\n$/, "open"],
  truncated_json: [new RegExp(`content-length: 25\r\n\r\n${escaped(body.slice(0, 25))}$`), "open"],
  empty_200_json: [new RegExp(`${ok}content-length: 0\r\n\r\n$`), "open"],
  s204: [/^HTTP\/1.1 204 No Content\r\n\r\n$/, "open"],
  html_200: [/^HTTP\/1.1 200 OK\r\ncontent-type: text\/html\r\n[^]*<\/html>$/, "open"],
  html_as_json_200: [new RegExp(`${ok}[^]*</html>$`), "open"],
  json_text_plain: [new RegExp(`^HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n${escaped(whole)}$`), "open"],
  json_no_ct: [new RegExp(`^HTTP/1.1 200 OK\r\n${escaped(whole)}$`), "open"],
  json_null: [/\r\n\r\nnull$/, "open"],
  json_array: [/\r\n\r\n\[\]$/, "open"],
  json_wrong_types: [/\r\n\r\n{"id":7,[^]*"role":{}}$/, "open"],
  id_mismatch: [/\r\n\r\n{"id":"another",[^]*}$/, "open"],
  err_in_200: [/\r\n\r\n{"error":{[^]*}}$/, "open"],
  bad_utf8: [/\r\n\r\n{"x-text":"\xff\xfe\x80","id":"m1",[^]*}$/, "open"],
  bom: [new RegExp(`\r\n\r\n\xef\xbb\xbf${escaped(body)}$`), "open"],
  utf16: [/\r\n\r\n{\0"\0i\0d\0[^]*}\0$/, "open"],
  big_int: [/\r\n\r\n{"x-big":9007199254740993,"x-infinite":1e400,"id":"m1",[^]*}$/, "open"],
  nan_literal: [/\r\n\r\n{"x-nan":NaN,"id":"m1",[^]*}$/, "open"]
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
}

describe("The faults", () => {
  it("are rows 1 to 77, each once and in order", () => {
    assert.deepStrictEqual(
      Faults.names.map((name) => Faults.get(name).row),
      Array.from({ length: 77 }, (_, index) => index + 1)
    )
  })

  it("all have their bytes tested here, or have their own place", () => {
    const others = Faults.names.filter((name) => table[name] === undefined)
    assert.deepStrictEqual(others, [
      "refused",
      "dns",
      "tls_selfsigned",
      "tls_wronghost",
      "tls_on_plain",
      "no_headers_ever",
      "infinite_body"
    ])
  })

  for (const name of Faults.names) {
    const expected = table[name]
    if (expected === undefined) continue
    it.scopedLive(`${name} writes ${Faults.get(name).injects}`, () =>
      Effect.gen(function* () {
        const server = yield* FaultServer.make(name, { body })
        const [answer, end] = expected
        const heard = yield* send(server.url, request, end === "open" ? answer : undefined)
        assert.match(heard.text, answer)
        assert.strictEqual(heard.end, end)
        assert.strictEqual(server.requests.length, 1)
      })
    )
  }

  for (const name of ["flaky_500_then_ok", "flaky_reset_then_ok"] as const)
    it.scopedLive(`${name} answers the second request`, () =>
      Effect.gen(function* () {
        const server = yield* FaultServer.make(name, { body })
        yield* send(server.url, request, /}$/)
        assert.match((yield* send(server.url, request, good)).text, good)
      })
    )

  it.scopedLive("s429_date gives a time one to two seconds ahead, s429_past one in the past", () =>
    Effect.gen(function* () {
      const given = Effect.fn(function* (name: Faults.Name) {
        const server = yield* FaultServer.make(name, { body })
        const before = Date.now()
        const { text } = yield* send(server.url, request, /}$/)
        return { before, after: Date.now(), date: Date.parse(/retry-after: (.*)\r/.exec(text)?.[1] ?? "") }
      })
      // The server made the date at some time between the request and the end of the response.
      const ahead = yield* given("s429_date")
      assert.isAbove(ahead.date, ahead.before + 1_000)
      assert.isBelow(ahead.date, ahead.after + 3_000)
      const past = yield* given("s429_past")
      assert.isBelow(past.date, past.before)
    })
  )
})
