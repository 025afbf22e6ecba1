/** The table from an HTTP status to its meaning, row by row. */
import { assert, describe, it } from "@effect/vitest"
import * as StatusFailure from "../../src/response/StatusFailure.js"

const table: ReadonlyArray<readonly [status: number, reason: string, origin: string, transient: boolean]> = [
  [301, "Unavailable", "network", false],
  [302, "Unavailable", "network", false],
  [303, "Unavailable", "network", false],
  [304, "Unavailable", "network", false],
  [307, "Unavailable", "network", false],
  [308, "Unavailable", "network", false],
  [400, "Rejected", "provider", false],
  [401, "Unauthorized", "provider", false],
  [402, "PaymentRequired", "provider", false],
  [403, "Forbidden", "provider", false],
  [404, "NotFound", "provider", false],
  [405, "Rejected", "provider", false],
  [408, "Rejected", "provider", true],
  [409, "Rejected", "provider", false],
  [410, "NotFound", "provider", false],
  [413, "Rejected", "provider", false],
  [415, "Rejected", "provider", false],
  [418, "Rejected", "provider", false],
  [422, "Rejected", "provider", false],
  [425, "Rejected", "provider", false],
  [429, "RateLimited", "provider", true],
  [499, "Rejected", "provider", false],
  [500, "Unavailable", "provider", true],
  [501, "Unavailable", "provider", false],
  [502, "Unavailable", "provider", true],
  [503, "Unavailable", "provider", true],
  [504, "Unavailable", "provider", true],
  [505, "Unavailable", "provider", false],
  [599, "Unavailable", "provider", false]
]

describe("StatusFailure.of", () => {
  for (const [status, reason, origin, transient] of table)
    it(`maps ${status} to ${reason} of the ${origin}${transient ? ", transient" : ""}`, () => {
      const failure = StatusFailure.of(status)
      assert.deepStrictEqual(
        { ...failure, transient: failure?.transient ?? false, problem: undefined },
        { reason, origin, status, transient, problem: undefined }
      )
    })

  it("treats every 2xx as a success", () => {
    for (let status = 200; status < 300; status++) assert.isUndefined(StatusFailure.of(status))
  })

  it("has a failure for every other status", () => {
    for (let status = 100; status < 1000; status++)
      assert.strictEqual(StatusFailure.of(status) === undefined, status >= 200 && status < 300)
  })
})
