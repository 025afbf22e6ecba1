/** Which bodies of a 404 mean a missing route, and which may mean a missing message. */
import { assert, describe, it } from "@effect/vitest"
import { type Json, Provider } from "@org/messages-core"
import * as Either from "effect/Either"
import * as MissingRoute from "../../src/response/MissingRoute.js"
import * as ResponseBody from "../../src/response/ResponseBody.js"

const problem = (provider: Provider.Provider, body: string, status = 404) => {
  const bytes = new TextEncoder().encode(body)
  return MissingRoute.problem(provider, status, bytes, Either.getOrUndefined(ResponseBody.json(bytes)))
}

const typed = { type: "about:blank", title: "Not Found", status: 404 }
const titled = { title: "Not Found", status: 404, detail: "Not Found" }

const routes: ReadonlyArray<string> = [
  '{"detail":"Not Found"}',
  "<!doctype html><title>Not Found</title>",
  "\n <html></html>",
  "404 page not found\n",
  "Not Found",
  "default backend - 404",
  "Cannot GET /v3/workspaces/w/sessions/s/messages/m",
  '{"message":"Route GET:/v3 not found","error":"Not Found","statusCode":404}',
  '{"statusCode":404,"message":"Cannot POST /v3","error":"Not Found"}',
  '{"message":"no Route matched with those values"}',
  '{"error":"not found"}'
]

describe("a 404", () => {
  for (const provider of Provider.names) {
    for (const body of routes)
      it(`of ${provider} is one of a missing route: ${JSON.stringify(body)}`, () => {
        const { apiPath, variables } = Provider.descriptors[provider]
        assert.strictEqual(
          problem(provider, body),
          `its URL has no such route; ${variables.url} must be the part before ${apiPath}`
        )
      })

    const messages = [
      "",
      "gone",
      "{",
      '{"detail":',
      '{"detail":"Message not found"}',
      "{}",
      "null",
      "[]",
      '{"detail":7}'
    ]
    for (const body of messages)
      it(`of ${provider} may be one of a missing message: ${JSON.stringify(body)}`, () =>
        assert.isUndefined(problem(provider, body)))
  }

  const forms: ReadonlyArray<readonly [provider: Provider.Provider, json: Json.Json, isMissingRoute: boolean]> = [
    ["factory", titled, false],
    ["factory", typed, true],
    ["mielto", titled, true],
    ["mielto", typed, true],
    ["honcho", titled, true],
    ["honcho", typed, true],
    ["veryfront", titled, true],
    ["veryfront", typed, false],
    ["veryfront", { ...typed, detail: "Not Found" }, false]
  ]
  for (const [provider, json, isMissingRoute] of forms)
    it(`of ${provider} with ${JSON.stringify(json)} ${isMissingRoute ? "comes from another server" : "is its own"}`, () =>
      assert.strictEqual(problem(provider, JSON.stringify(json)) !== undefined, isMissingRoute))
})

describe("other statuses", () => {
  it("mean a missing route if the method is not allowed, because the provider allows it", () =>
    assert.isDefined(problem("honcho", '{"detail":"Method Not Allowed"}', 405)))

  for (const status of [400, 401, 403, 410, 422, 500, 502])
    it(`never mean a missing route: ${status}`, () =>
      assert.isUndefined(problem("honcho", '{"detail":"Not Found"}', status)))
})
