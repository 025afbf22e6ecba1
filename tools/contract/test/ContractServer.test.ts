import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { Contract, ContractServer, Samples } from "../src/index.js"

const uuid = "3c90c3cc-0d44-4b50-8888-8dd25736052a"

const paths: { readonly [O in Contract.Operation]: string } = {
  "factory.get-message": "/api/v0/sessions/s1/messages/m1?computerId=c1",
  "factory.post-message": "/api/v0/sessions/s1/messages",
  "mielto.get-message": "/api/v1/messages/m%2F1",
  "honcho.get-message": "/v3/workspaces/w/sessions/s/messages/m",
  "veryfront.get-message": `/conversations/${uuid}/messages/${uuid}`
}

const authorization = { authorization: "Bearer k" }

const get = (url: string, init: RequestInit = { headers: authorization }) =>
  Effect.promise(async () => {
    const response = await fetch(url, init)
    return { status: response.status, headers: response.headers, body: await response.text() }
  })

const post = (url: string, body: string, contentType = "application/json") =>
  get(url, { method: "POST", headers: { ...authorization, "content-type": contentType }, body })

const findings = (body: string): ReadonlyArray<string> =>
  JSON.parse(body).findings.map((finding: Contract.Finding) => finding.path)

describe("ContractServer", () => {
  for (const operation of Contract.operations)
    it.scoped(`answers ${operation} within the contract`, () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make()
        const url = server.url + paths[operation]
        const { body, headers, status } = yield* operation === "factory.post-message"
          ? post(url, '{"text":"x"}')
          : get(url)
        assert.strictEqual(status, 200)
        assert.strictEqual(headers.get("content-type"), "application/json")
        assert.deepStrictEqual(Contract.of(operation).success(JSON.parse(body)), [])
      })
    )

  it.scoped("answers with a given sample, byte for byte", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      for (const sample of Samples.messages("honcho")) {
        yield* server.answer("honcho.get-message", ContractServer.sample(sample))
        const { body } = yield* get(server.url + paths["honcho.get-message"])
        assert.strictEqual(body, sample.text)
      }
    })
  )

  it.scoped("answers with a documented error and its headers", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const error = ContractServer.sample(Samples.get("factory", "error-503.json"))
      yield* server.answer("factory.get-message", { ...error, headers: { "retry-after": "7" } })
      const { headers, status } = yield* get(server.url + paths["factory.get-message"])
      assert.strictEqual(status, 503)
      assert.strictEqual(headers.get("retry-after"), "7")
    })
  )

  it.scoped("refuses a response that the contract does not allow, unless a test asks for it", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const teapot = ContractServer.json({ detail: "short and stout" }, 418)
      assert.isTrue(Exit.isFailure(yield* Effect.exit(server.answer("factory.get-message", teapot))))
      const half = ContractServer.json({ id: "m1" })
      assert.isTrue(Exit.isFailure(yield* Effect.exit(server.answer("factory.get-message", half))))
      yield* server.answer("factory.get-message", { ...teapot, beyondContract: true })
      assert.strictEqual((yield* get(server.url + paths["factory.get-message"])).status, 418)
    })
  )

  it.scoped("serves under a given path", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make({ basePath: "/proxy/a" })
      assert.isTrue(server.url.endsWith("/proxy/a"))
      assert.strictEqual((yield* get(server.url + paths["mielto.get-message"])).status, 200)
      const outside = server.url.replace("/proxy/a", "") + paths["mielto.get-message"]
      assert.strictEqual((yield* get(outside)).status, 400)
    })
  )

  it.scoped("records each request as it arrived", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      yield* get(server.url + paths["mielto.get-message"])
      yield* post(server.url + paths["factory.post-message"], '{ "text": "é" }')
      const [read, write] = server.requests
      assert.deepInclude(read, { method: "GET", path: "/api/v1/messages/m%2F1", operation: "mielto.get-message" })
      assert.strictEqual(read?.headers.authorization, "Bearer k")
      assert.strictEqual(Buffer.from(write?.body ?? []).toString(), '{ "text": "é" }')
      assert.deepStrictEqual(write?.findings, [])
    })
  )

  it.scoped("asks for a credential, unless authentication is off", () =>
    Effect.gen(function* () {
      const strict = yield* ContractServer.make()
      const open = yield* ContractServer.make({ authentication: false })
      const path = paths["honcho.get-message"]
      for (const headers of [{}, { authorization: "Basic k" }, { authorization: "Bearer" }]) {
        const { body, status } = yield* get(strict.url + path, { headers })
        assert.strictEqual(status, 400)
        assert.deepStrictEqual(findings(body), ["/headers"])
        assert.strictEqual((yield* get(open.url + path, { headers })).status, 200)
      }
    })
  )

  it.scoped("accepts an API key in a header if the contract says so", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const headers = { "x-api-key": "k" }
      assert.strictEqual((yield* get(server.url + paths["veryfront.get-message"], { headers })).status, 200)
      assert.strictEqual((yield* get(server.url + paths["factory.get-message"], { headers })).status, 400)
    })
  )

  it.scoped("finds what the contract does not allow in a request", () =>
    Effect.gen(function* () {
      const { url } = yield* ContractServer.make()
      const read = (path: string) => get(url + path).pipe(Effect.map(({ body }) => findings(body)))
      const write = (body: string, contentType?: string) =>
        post(url + paths["factory.post-message"], body, contentType).pipe(Effect.map(({ body }) => findings(body)))

      assert.deepStrictEqual(yield* read("/api/v0/sessions/s1"), [""])
      assert.deepStrictEqual(yield* read(paths["factory.post-message"]), [""])
      assert.deepStrictEqual(yield* read("/api/v0/sessions//messages/m1"), ["/path/sessionId"])
      assert.deepStrictEqual(yield* read("/api/v0/sessions/%zz/messages/m1"), ["/path/sessionId"])
      assert.deepStrictEqual(yield* read(`/conversations/c1/messages/${uuid}`), ["/path/conversation_id"])
      assert.deepStrictEqual(yield* read("/api/v1/messages/m?computerId=c"), ["/query/computerId"])
      assert.deepStrictEqual(yield* read(`${paths["factory.get-message"]}&computerId=d`), ["/query/computerId"])
      assert.deepStrictEqual(yield* write("{"), ["/body"])
      assert.deepStrictEqual(yield* write('{"text":7}'), ["/body/text"])
      assert.deepStrictEqual(yield* write('{"text":"x"}', "text/plain"), ["/headers/content-type"])
    })
  )

  it.scoped("stops when its scope closes", () =>
    Effect.gen(function* () {
      const scope = yield* Scope.make()
      const { url } = yield* ContractServer.make().pipe(Scope.extend(scope))
      yield* Scope.close(scope, Exit.void)
      assert.strictEqual(
        yield* Effect.promise(() =>
          fetch(url).then(
            () => "answered",
            () => "refused"
          )
        ),
        "refused"
      )
    })
  )
})
