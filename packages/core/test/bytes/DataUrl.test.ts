/** Data URLs. */
import { assert, describe, it } from "@effect/vitest"
import * as DataUrl from "../../src/bytes/DataUrl.js"

const png = "image/png"

describe("a data URL", () => {
  it("gives its bytes only for the expected media type, and only if `write` rebuilds it", () => {
    assert.deepEqual(DataUrl.read("data:image/png;base64,AAEC", png), { data: "AAEC" })
    for (const url of [
      "data:image/gif;base64,AAEC",
      "data:image/png,AAEC",
      "data:image/png;base64,A%41",
      "https://a/b"
    ])
      assert.deepEqual(DataUrl.read(url, png), { url })
    assert.deepEqual(DataUrl.read(undefined, png), { url: undefined })
    assert.deepEqual(DataUrl.read("data:image/png;base64,AAEC", undefined), { url: "data:image/png;base64,AAEC" })
    assert.strictEqual(DataUrl.write({ type: "file", mediaType: png, data: "AAEC" }), "data:image/png;base64,AAEC")
  })

  it("is split into its media type and bytes, unless it has parameters", () => {
    assert.deepEqual(DataUrl.parse("data:text/csv;base64,"), { mediaType: "text/csv", data: "" })
    for (const url of ["data:text/csv;charset=utf-8;base64,AAEC", "data:;base64,AAEC", "data:text/csv;base64,AA\nEC"])
      assert.isUndefined(DataUrl.parse(url))
  })

  it("needs bytes and a media type", () => {
    assert.isUndefined(DataUrl.write({ type: "file", data: "AAEC" }))
    assert.isUndefined(DataUrl.write({ type: "file", mediaType: png, url: "https://a/b" }))
  })
})

it("finds base64 with line breaks or behind the prefix of a data URL", () => {
  assert.strictEqual(DataUrl.base64("AA\r\nEC"), "AAEC")
  assert.strictEqual(DataUrl.base64("data:image/png;base64,AAEC"), "AAEC")
  for (const text of ["AAE", "AA-C", "A=EC", undefined]) assert.isUndefined(DataUrl.base64(text))
})
