/** The lines of the log, for programs and for people. */
import { assert, describe, it } from "@effect/vitest"
import * as LogLine from "../../src/log/LogLine.js"

const time = new Date(2026, 0, 5, 6, 30, 2).getTime()

const request = {
  provider: "factory",
  method: "GET",
  route: "/v1/messages/{ref}",
  status: 200,
  ms: 12,
  requestId: "r-1"
}

describe("a line of the log", () => {
  it("is one JSON object for a program", () => {
    assert.deepStrictEqual(JSON.parse(LogLine.json(time, "info", "request", request)), {
      time: new Date(time).toISOString(),
      level: "info",
      message: "request",
      ...request
    })
  })

  it("is the text that JSON.stringify gives, whatever the fields hold", () => {
    const awkward: ReadonlyArray<Parameters<typeof LogLine.json>[3]> = [
      undefined,
      {},
      { provider: undefined, status: 0.5, ms: Number.NaN, ready: true },
      { reason: 'a "quote", a \\ and a \n', requestId: "\u0000\u2028\ud800", 'odd " name': "é😀" },
      { message: "of an annotation", level: "loud", time: 1, more: "x" }
    ]
    for (const fields of awkward)
      for (const message of ["request", 'a "message"\n'])
        assert.strictEqual(
          LogLine.json(time, "info", message, fields),
          JSON.stringify({ time: new Date(time).toISOString(), level: "info", message, ...fields })
        )
    for (const more of [0, 7, 62, 499, 999, 1000, 86_400_000, -time, -time - 1])
      assert.include(LogLine.json(time + more, "info", "later"), `"${new Date(time + more).toISOString()}"`)
  })

  it("has the time, method, route, status, duration and id of a request for a person", () => {
    assert.strictEqual(
      LogLine.pretty(time, "info", "request", request),
      "06:30:02 GET /v1/messages/{ref} 200 12 ms r-1"
    )
    assert.strictEqual(
      LogLine.pretty(time, "warning", "request", { ...request, status: 502 }),
      "06:30:02 GET /v1/messages/{ref} 502 12 ms r-1"
    )
  })

  it("names every other field for a person, and gives a stack lines of its own", () => {
    assert.strictEqual(LogLine.pretty(time, "info", "stopping"), "06:30:02 stopping")
    assert.strictEqual(
      LogLine.pretty(time, "error", "defect", { error: "TypeError", stack: "at a\nat b", requestId: undefined }),
      "06:30:02 error defect error=TypeError stack:\n    at a\n    at b"
    )
  })

  it("cannot drive the terminal of a person", () => {
    const line = LogLine.pretty(time, "error", "de\u001b[2Jfect", { reason: "a\u009b\u202eb" })
    assert.strictEqual(line, "06:30:02 error de\\u001b[2Jfect reason=a\\u009b\\u202eb")
  })
})
