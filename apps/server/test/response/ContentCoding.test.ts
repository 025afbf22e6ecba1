/** The choice of a coding by the header Accept-Encoding. */
import { assert, it } from "@effect/vitest"
import * as ContentCoding from "../../src/response/ContentCoding.js"

it.each([
  ["gzip", "gzip"],
  ["br", "br"],
  ["gzip, deflate, br", "br"],
  ["gzip, deflate, br, zstd", "br"],
  ["GZIP", "gzip"],
  ["x-gzip", "gzip"],
  ["*", "br"],
  ["br;q=0.5, gzip;q=0.8", "gzip"],
  ["br;q=0.8,gzip;q=0.8", "br"],
  ["gzip;q=0.001", "gzip"],
  ["br;q=0, *", "gzip"],
  ["gzip ; q=1.000 , br ; q=0.999", "gzip"],
  ["identity, gzip", "gzip"],
  ["identity;q=0.5, gzip;q=0.4", undefined],
  ["*;q=0.5, identity;q=0.9", undefined],
  ["gzip;q=0", undefined],
  ["gzip;q=0, br;q=0.000", undefined],
  ["*;q=0", undefined],
  ["identity;q=0", undefined],
  ["deflate, zstd", undefined],
  ["identity", undefined],
  ["", undefined],
  ["gzip;q=2", undefined],
  ["gzip;q=nonsense", undefined],
  ["gzip;level=9", undefined],
  [",, gzip ,", "gzip"]
])("for %s it is %s", (header, coding) => assert.strictEqual(ContentCoding.choose(header, 10_000), coding))

it("leaves a short body as it is, unless the caller refuses that", () => {
  assert.isUndefined(ContentCoding.choose("gzip", ContentCoding.shortest - 1))
  assert.strictEqual(ContentCoding.choose("gzip", ContentCoding.shortest), "gzip")
  for (const header of ["gzip, identity;q=0", "gzip, *;q=0"])
    assert.strictEqual(ContentCoding.choose(header, 1), "gzip")
  assert.isUndefined(ContentCoding.choose("gzip, identity;q=0", 0))
})
