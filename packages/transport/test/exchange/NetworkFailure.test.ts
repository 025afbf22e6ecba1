/** Failed connections: what each code means, and whether the request may have been sent. */
import { assert, describe, it } from "@effect/vitest"
import { inspect } from "node:util"
import * as NetworkFailure from "../../src/exchange/NetworkFailure.js"

const coded = (code: string, more: object = {}) => Object.assign(new Error("a text with fk-secret"), { code, ...more })

const connect = { syscall: "connect" }

/** Nothing can have been sent. */
const unsent: ReadonlyArray<readonly [code: string, problem: string, more?: object]> = [
  ["ECONNREFUSED", "the connection was refused", connect],
  ["ENOTFOUND", "the host name cannot be resolved", { syscall: "getaddrinfo" }],
  ["EAI_AGAIN", "the host name cannot be resolved", { syscall: "getaddrinfo" }],
  ["ERR_METADATA_ADDRESS", "the host resolves to a link-local address or a metadata service"],
  ["EHOSTUNREACH", "the host cannot be reached", connect],
  ["ENETUNREACH", "the host cannot be reached", connect],
  ["EADDRNOTAVAIL", "the host cannot be reached", connect],
  ["ETIMEDOUT", "the connection could not be made in time", connect],
  ["UND_ERR_CONNECT_TIMEOUT", "the connection could not be made in time"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "the TLS certificate is not trusted"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "the TLS certificate is not trusted"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "the TLS certificate is not trusted"],
  ["CERT_HAS_EXPIRED", "the TLS certificate is not trusted"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "the TLS certificate is not trusted"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "the TLS handshake failed"],
  ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "the TLS handshake failed"]
]

/** The request may have arrived. */
const unknown: ReadonlyArray<readonly [code: string, problem: string, more?: object]> = [
  ["ECONNRESET", "the connection was cut", { syscall: "read" }],
  ["EPIPE", "the connection was cut", { syscall: "write" }],
  ["UND_ERR_SOCKET", "the connection was cut"],
  ["ETIMEDOUT", "the connection was cut", { syscall: "read" }],
  ["EHOSTUNREACH", "the connection was cut", { syscall: "read" }],
  ["ENETUNREACH", "the connection was cut", { syscall: "write" }],
  ["ENETDOWN", "the connection was cut"],
  ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "the TLS connection broke"],
  ["ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC", "the TLS connection broke"],
  ["HPE_INVALID_CONSTANT", "the response is not well-formed HTTP"],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "the response is not well-formed HTTP"],
  ["UND_ERR_HEADERS_OVERFLOW", "the headers of the response are too large"],
  ["EVERYTHING_NEW", "the connection broke"]
]

describe("NetworkFailure.of", () => {
  for (const [code, problem, more] of unsent)
    it(`knows that nothing was sent: ${code}`, () => {
      const failure = NetworkFailure.of(coded(code, more), "request")
      assert.deepStrictEqual(
        { problem: failure.problem, unsent: failure.unsent, cause: failure.cause },
        { problem, unsent: true, cause: code }
      )
    })

  for (const [code, problem, more] of unknown)
    it(`cannot know whether the request arrived: ${code}${more === undefined ? "" : ` ${inspect(more)}`}`, () => {
      const failure = NetworkFailure.of(coded(code, more), "request")
      assert.deepStrictEqual(
        { problem: failure.problem, unsent: failure.unsent ?? false, cause: failure.cause },
        { problem, unsent: false, cause: code }
      )
    })

  it("always has the origin network, and is transient unless the certificate or the address is refused", () => {
    const permanent = [
      "the TLS certificate is not trusted",
      "the host resolves to a link-local address or a metadata service"
    ]
    for (const [code, problem, more] of [...unsent, ...unknown]) {
      const failure = NetworkFailure.of(coded(code, more), "request")
      assert.strictEqual(failure.reason, "Unavailable")
      assert.strictEqual(failure.origin, "network")
      assert.strictEqual(failure.transient, !permanent.includes(problem), code)
    }
  })

  it("finds the code under the errors that wrap it", () => {
    const wrapped = new Error("outer", { cause: new Error("inner", { cause: coded("ECONNREFUSED", connect) }) })
    assert.strictEqual(NetworkFailure.of(wrapped, "request").cause, "ECONNREFUSED")
    assert.strictEqual(NetworkFailure.of(wrapped, "request").unsent, true)
  })

  it("never says that nothing was sent after a response has begun", () => {
    const failure = NetworkFailure.of(coded("ECONNREFUSED", connect), "body")
    assert.notStrictEqual(failure.unsent, true)
    assert.strictEqual(failure.problem, "the connection was refused while the response was read")
  })

  it("knows the error of a host with several addresses", () => {
    const all = Object.assign(new AggregateError([coded("ETIMEDOUT", connect)]), { code: "ETIMEDOUT" })
    assert.strictEqual(NetworkFailure.of(all, "request").unsent, true)
  })

  it("recognizes a response that cannot be parsed by the name of its error", () => {
    const error = Object.assign(new Error("fk-secret"), { name: "HTTPParserError", code: undefined })
    const { cause, problem } = NetworkFailure.of(new Error("outer", { cause: error }), "request")
    assert.deepStrictEqual([cause, problem], ["HTTPParserError", "the response is not well-formed HTTP"])
  })

  it("takes nothing but a short code from an error", () => {
    const circle: { cause?: unknown } = {}
    circle.cause = circle
    for (const error of [
      coded("fk-secret"),
      coded("A".repeat(100)),
      coded("FK SECRET"),
      { code: 7 },
      circle,
      "text",
      null
    ]) {
      const failure = NetworkFailure.of(error, "request")
      assert.isFalse("cause" in failure)
      assert.notInclude(inspect(failure), "secret")
    }
    assert.notInclude(inspect(NetworkFailure.of(coded("ECONNRESET"), "request")), "secret")
  })
})
