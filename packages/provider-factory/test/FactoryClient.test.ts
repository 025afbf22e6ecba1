/** Reads, against a server that keeps to the contract, over real HTTP. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { assert, layer } from "@effect/vitest"
import { ContractServer, Samples } from "@org/messages-contract"
import type { Json, MessageError } from "@org/messages-core"
import * as Effect from "effect/Effect"
import { at, connect, errorOf } from "./Client.js"

const operation = "factory.get-message"

layer(NodeHttpClient.layerUndici, { excludeTestServices: true })("FactoryClient", (it) => {
  it.scoped("asks as the contract has it", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      yield* client.getRaw({ provider: "factory", sessionId: "s/1", messageId: "m?1", computerId: "c&1" })
      const [sent, ...others] = server.requests
      assert.deepStrictEqual(others, [])
      assert.deepInclude(sent, {
        operation,
        method: "GET",
        path: "/api/v0/sessions/s%2F1/messages/m%3F1?computerId=c%261",
        findings: []
      })
      assert.strictEqual(sent?.body.length, 0)
      const { connection, host, ...headers } = sent?.headers ?? {}
      assert.isTrue(connection === "keep-alive" && server.url.endsWith(`//${host}`))
      assert.deepStrictEqual(headers, {
        accept: "application/json",
        "accept-encoding": "identity",
        authorization: "Bearer fk-test"
      })
    })
  )

  it.scoped("keeps the path of the URL", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make({ basePath: "/a/proxy" })
      const client = yield* connect(`${server.url}/`)
      yield* client.getRaw(at("m1"))
      assert.isTrue(server.requests[0]?.path.startsWith("/a/proxy/"))
      assert.deepStrictEqual(server.requests[0]?.findings, [])
    })
  )

  it.scoped(
    "gives every sample as it came: its bytes, its value, and the same value as a message of the contract",
    () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make()
        const client = yield* connect(server.url)
        for (const sample of Samples.messages("factory")) {
          yield* server.answer(operation, ContractServer.sample(sample))
          const address = at(typeof sample.json["id"] === "string" ? sample.json["id"] : "m1")
          const raw = yield* client.getRaw(address)
          assert.strictEqual(new TextDecoder().decode(raw.body), sample.text)
          assert.strictEqual(raw.contentType, "application/json")
          assert.strictEqual(JSON.stringify(yield* client.getJson(address)), JSON.stringify(sample.json))
          assert.strictEqual(JSON.stringify(yield* client.getMessage(address)), JSON.stringify(sample.json))
        }
      })
  )

  it.scoped("keeps keys that a prototype has", () =>
    Effect.gen(function* () {
      const body =
        '{"__proto__":{"a":1},"id":"m1","role":"user","content":[{"type":"tool_use","id":"t","name":"n","input":{"__proto__":{"b":2},"constructor":3}}],"createdAt":0,"updatedAt":0}'
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      yield* server.answer(operation, { body, beyondContract: true })
      assert.strictEqual(JSON.stringify(yield* client.getJson(at("m1"))), body)
    })
  )

  it.scoped("gives what is beyond the contract as it came, but not as a message of the contract", () =>
    Effect.gen(function* () {
      const json = { id: "m1", role: "moderator", content: [{ type: "hologram" }], createdAt: 1, updatedAt: 1 }
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      yield* server.answer(operation, { ...ContractServer.json(json), beyondContract: true })
      assert.deepStrictEqual(yield* client.getJson(at("m1")), json)
      const error = yield* errorOf(client.getMessage(at("m1")))
      assert.deepInclude(error, { reason: "Malformed", path: "/role", attempts: 1 })
    })
  )

  it.scoped("refuses what is no message, and says where", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      const cases: ReadonlyArray<readonly [path: string, json: Samples.Json]> = [
        ["", []],
        ["/content", { id: "m1" }],
        ["/content", { id: "m1", content: "text" }],
        ["/content", { id: "m1", content: null }]
      ]
      for (const [path, json] of cases) {
        yield* server.answer(operation, { ...ContractServer.json(json), beyondContract: true })
        const error = yield* errorOf(client.getJson(at("m1")))
        assert.deepInclude(error, { reason: "Malformed", origin: "provider", path })
      }
    })
  )

  it.scoped("refuses a message with another id, but gives its bytes", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      const sample = Samples.messages("factory").find(({ json }) => typeof json["id"] === "string")
      yield* server.answer(operation, { body: sample?.text ?? "" })
      const address = at("22222222-2222-4222-a222-222222222222")
      for (const call of [client.getJson(address), client.getMessage(address)])
        assert.deepInclude(yield* errorOf<Json.JsonObject>(call), { reason: "Malformed", path: "/id" })
      assert.strictEqual(new TextDecoder().decode((yield* client.getRaw(address)).body), sample?.text)
    })
  )

  it.scoped("tells every error with what the provider said", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const cases: ReadonlyArray<readonly [file: string, error: Json.JsonObject]> = [
        ["error-400.json", { _tag: "ProviderFailure", reason: "Rejected", detail: "Invalid cursor" }],
        ["error-401.json", { _tag: "ProviderFailure", reason: "Unauthorized", detail: "Missing or invalid API key" }],
        ["error-403.json", { _tag: "ProviderFailure", reason: "Forbidden", detail: "Sessions are not enabled" }],
        ["error-404.json", { _tag: "MessageNotFound", ref: "factory:s1/m1", detail: "Message not found" }],
        ["error-500.json", { _tag: "ProviderFailure", reason: "Unavailable", detail: "Unexpected error", attempts: 3 }],
        [
          "error-503.json",
          { _tag: "ProviderFailure", reason: "Unavailable", detail: "Computer is offline", attempts: 3 }
        ]
      ]
      assert.deepStrictEqual(
        cases.map(([file]) => file),
        Samples.errors("factory").map(({ file }) => file)
      )
      for (const [file, expected] of cases) {
        const sample = Samples.get("factory", file)
        yield* server.answer(operation, { ...ContractServer.sample(sample), beyondContract: true })
        const client = yield* connect(server.url)
        const calls: ReadonlyArray<Effect.Effect<unknown, MessageError.MessageError>> = [
          client.getRaw(at("m1")),
          client.getJson(at("m1")),
          client.getMessage(at("m1"))
        ]
        for (const call of calls)
          assert.deepInclude(yield* errorOf(call), { provider: "factory", status: sample.status ?? 0, ...expected })
      }
    })
  )

  it.scoped("sends nothing for an id that is never sent", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      const error = yield* errorOf(client.getJson({ provider: "factory", sessionId: "..", messageId: "m1" }))
      assert.strictEqual(error["_tag"], "InvalidRef")
      assert.deepStrictEqual(server.requests, [])
    })
  )
})
