/** The router: which paths it finds. */
import { assert, describe, it } from "@effect/vitest"
import { endpoints } from "@org/messages-api/Endpoint"
import * as Effect from "effect/Effect"
import * as Response from "../../src/response/Response.js"
import * as Router from "../../src/routes/Router.js"

const handle = () => Effect.succeed(Response.json({}))

const find = Router.make(Object.values(endpoints).map(({ method, path }) => ({ method, path, handle })))

describe("the router", () => {
  it("finds every path of the contract, and the segment in it", () => {
    const paths: ReadonlyArray<readonly [path: string, template: string, segment: string, allow: string]> = [
      ["/", "/", "", "GET, HEAD"],
      ["/healthz", "/healthz", "", "GET, HEAD"],
      ["/openapi.json", "/openapi.json", "", "GET, HEAD"],
      ["/v1/messages", "/v1/messages", "", "POST"],
      ["/v1/messages/factory:s%2Fm", "/v1/messages/{ref}", "factory:s/m", "GET, HEAD"],
      ["/v1/messages/", "/v1/messages/{ref}", "", "GET, HEAD"],
      ["/v1/messages/raw", "/v1/messages/{ref}", "raw", "GET, HEAD"],
      ["/v1/messages//raw", "/v1/messages/{ref}/raw", "", "GET, HEAD"],
      ["/v1/messages/a%252Fb/raw", "/v1/messages/{ref}/raw", "a%2Fb", "GET, HEAD"],
      [`/v1/messages/${"x".repeat(5_000)}`, "/v1/messages/{ref}", "x".repeat(5_000), "GET, HEAD"]
    ]
    for (const [path, template, segment, allow] of paths) {
      const found = find(path)
      assert.deepInclude(found?.place, { template, allow }, path)
      assert.strictEqual(found?.segment, segment, path)
      for (const method of ["GET", "HEAD", "POST", "PUT", "constructor"])
        assert.strictEqual(found?.place.handle(method) !== undefined, allow.includes(method), `${method} ${path}`)
    }
  })

  it("treats a path with unnecessary percent-encoding as the same path", () => {
    assert.strictEqual(find("/%76%31/providers")?.place.template, "/v1/providers")
    const read = find("/v%31/messages/a%2541")
    assert.strictEqual(read?.place.template, "/v1/messages/{ref}")
    assert.strictEqual(read?.segment, "a%41")
    assert.isUndefined(find("/v1%2Fproviders"))
  })

  it("finds nothing at any other path", () => {
    for (const path of ["", "/v1", "/v1/", "//", "/healthz/", "/HEALTHZ", "/v1/messages/a/b", "/v1/messages/a/raw/"])
      assert.isUndefined(find(path), path)
  })
})
