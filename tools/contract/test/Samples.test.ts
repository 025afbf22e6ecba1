import { assert, describe, it } from "@effect/vitest"
import { readdirSync } from "node:fs"
import { Samples } from "../src/index.js"

describe("Samples", () => {
  it("lists every file", () => {
    for (const provider of Samples.providers) {
      const files = readdirSync(new URL(`../samples/${provider}`, import.meta.url)).sort()
      const listed = Samples.all.filter((one) => one.provider === provider).map(({ file }) => file)
      assert.deepStrictEqual(listed.sort(), files)
    }
  })

  it("gives each file to exactly one list", () => {
    const lists = [
      Samples.messages,
      Samples.deviations,
      Samples.errors,
      Samples.requests,
      Samples.responses,
      Samples.pages
    ]
    const listed = lists.flatMap((list) =>
      Samples.providers.flatMap((provider) => list(provider).map(({ file }) => file))
    )
    assert.strictEqual(listed.length, Samples.all.length)
  })

  it("knows the status of an error", () => {
    assert.deepStrictEqual(
      Samples.errors("factory").map(({ status }) => status),
      [400, 401, 403, 404, 500, 503]
    )
    assert.strictEqual(Samples.get("honcho", "error-401-no-token.json").status, 401)
    assert.isUndefined(Samples.get("factory", "res-post-message.json").status)
  })

  it("keeps the text of the file", () => {
    const { json, text } = Samples.get("honcho", "msg-unicode.json")
    assert.deepStrictEqual(JSON.parse(text), json)
  })

  it("refuses an unknown name", () => {
    assert.throws(() => Samples.get("factory", "msg-nothing.json"), /no sample factory\/msg-nothing\.json/)
  })
})
