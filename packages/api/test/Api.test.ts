/** The contract: its endpoints and its version. */
import * as HttpApi from "@effect/platform/HttpApi"
import { assert, describe, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import { Api, version } from "../src/Api.js"
import { endpoints } from "../src/Endpoint.js"

describe("the contract", () => {
  it("has the endpoints of the table, and no other", () => {
    const found: Array<readonly [string, string, string]> = []
    HttpApi.reflect(Api, {
      onGroup: () => undefined,
      onEndpoint: ({ endpoint }) => void found.push([endpoint.name, endpoint.method, endpoint.path])
    })
    assert.deepStrictEqual(
      found,
      Object.entries(endpoints).map(([name, { method, path }]) => [name, method, path] as const)
    )
  })

  it("has the version of its package", () => {
    const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
    assert.strictEqual(version, manifest.version)
  })
})
