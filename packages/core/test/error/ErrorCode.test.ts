/** Tests how the code of an error is read. */
import { assert, describe, it } from "@effect/vitest"
import * as ErrorCode from "../../src/error/ErrorCode.js"

const coded = (code: unknown, message = "secret") => Object.assign(new Error(message), { code })

describe("the code of an error", () => {
  it("is what the system, a database or a client of HTTP gave it", () => {
    for (const code of [
      "ENOENT",
      "SQLITE_READONLY_DIRECTORY",
      "25006",
      "UND_ERR_SOCKET",
      "ERR_TLS_CERT_ALTNAME_INVALID"
    ])
      assert.strictEqual(ErrorCode.of(coded(code)), code)
    assert.strictEqual(ErrorCode.of({ code: "EPIPE" }), "EPIPE")
  })

  it("is undefined if the error has none, or if it is not one short word", () => {
    const long = "E".repeat(62)
    for (const code of [undefined, 20, "", "key secret", "a\nb", "E-1", long, {}])
      assert.isUndefined(ErrorCode.of(coded(code)))
    for (const error of [new Error("no"), {}, undefined, null, "ENOENT", 5]) assert.isUndefined(ErrorCode.of(error))
  })

  it("may be that of a cause, of which the outermost counts", () => {
    const inner = new Error("inner", { cause: coded("ECONNREFUSED") })
    assert.isUndefined(ErrorCode.of(inner))
    assert.strictEqual(ErrorCode.ofChain(new Error("outer", { cause: inner })), "ECONNREFUSED")
    assert.strictEqual(ErrorCode.ofChain(Object.assign(coded("EOUTER"), { cause: coded("EINNER") })), "EOUTER")
    assert.isUndefined(ErrorCode.ofChain(new Error("no", { cause: "ENOENT" })))
  })

  it("is found even if the causes form a circle", () => {
    const circle = new Error("circle")
    circle.cause = new TypeError("inner", { cause: circle })
    assert.strictEqual(ErrorCode.chain(circle).length, 6)
    assert.isUndefined(ErrorCode.ofChain(circle))
    assert.strictEqual(ErrorCode.orName(circle), "TypeError")
  })

  it("falls back to the name of the innermost error, and never to a message", () => {
    assert.strictEqual(ErrorCode.orName(new Error("secret", { cause: coded("ENOSPC") })), "ENOSPC")
    assert.strictEqual(ErrorCode.orName(new Error("secret", { cause: new RangeError("secret") })), "RangeError")
    assert.strictEqual(ErrorCode.orName(new Error("secret", { cause: "secret" })), "string")
    assert.strictEqual(ErrorCode.orName("secret"), "string")
  })
})
