/** Reads, against a server that keeps to the contract, over real HTTP. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { assert, layer } from "@effect/vitest"
import { ContractServer, Samples } from "@org/messages-contract"
import type { Json, MessageError } from "@org/messages-core"
import * as Effect from "effect/Effect"
import { at, connect, errorOf, uuid } from "./Client.js"

const operation = "veryfront.get-message"

layer(NodeHttpClient.layerUndici, { excludeTestServices: true })("VeryfrontClient", (it) => {
  it.scoped("asks as the contract has it", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      yield* client.getRaw({ provider: "veryfront", conversationId: uuid, messageId: uuid })
      const [sent, ...others] = server.requests
      assert.deepStrictEqual(others, [])
      assert.deepInclude(sent, {
        operation,
        method: "GET",
        path: `/conversations/${uuid}/messages/${uuid}`,
        findings: []
      })
      assert.strictEqual(sent?.body.length, 0)
      const { connection, host, ...headers } = sent?.headers ?? {}
      assert.isTrue(connection === "keep-alive" && server.url.endsWith(`//${host}`))
      assert.deepStrictEqual(headers, {
        accept: "application/json",
        "accept-encoding": "identity",
        authorization: "Bearer vf_test"
      })
    })
  )

  it.scoped("keeps the path of the URL", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make({ basePath: "/a/proxy" })
      const client = yield* connect(`${server.url}/`)
      yield* client.getRaw(at(uuid))
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
        for (const sample of Samples.messages("veryfront")) {
          yield* server.answer(operation, ContractServer.sample(sample))
          const address = at(typeof sample.json["id"] === "string" ? sample.json["id"] : uuid)
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
      const body = `{"__proto__":{"a":1},"id":"${uuid}","conversation_id":"c","seq":1,"role":"user","parts":[{"type":"data","name":"n","value":{"__proto__":{"b":2},"constructor":3}}],"status":"completed","created_at":""}`
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      yield* server.answer(operation, { body, beyondContract: true })
      assert.strictEqual(JSON.stringify(yield* client.getJson(at(uuid))), body)
    })
  )

  it.scoped("gives what is beyond the contract as it came, but not as a message of the contract", () =>
    Effect.gen(function* () {
      const json = { id: uuid, parts: [{ type: "hologram" }] }
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      yield* server.answer(operation, { ...ContractServer.json(json), beyondContract: true })
      assert.deepStrictEqual(yield* client.getJson(at(uuid)), json)
      const error = yield* errorOf(client.getMessage(at(uuid)))
      assert.deepInclude(error, { reason: "Malformed", path: "/conversation_id", attempts: 1 })
    })
  )

  it.scoped("refuses what is no message, and says where", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      const cases: ReadonlyArray<readonly [path: string, json: Samples.Json]> = [
        ["", []],
        ["/parts", { id: uuid }],
        ["/parts", { id: uuid, parts: {} }],
        ["/parts", { id: uuid, parts: null }]
      ]
      for (const [path, json] of cases) {
        yield* server.answer(operation, { ...ContractServer.json(json), beyondContract: true })
        const error = yield* errorOf(client.getJson(at(uuid)))
        assert.deepInclude(error, { reason: "Malformed", origin: "provider", path })
      }
    })
  )

  it.scoped("refuses a message with another id, but gives its bytes", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      const sample = Samples.messages("veryfront").find(({ json }) => typeof json["id"] === "string")
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
        [
          "error-400-validation.json",
          {
            _tag: "ProviderFailure",
            reason: "Rejected",
            title: "Validation Error",
            detail: "The 'email' field must be a valid email address; email: Invalid email format"
          }
        ],
        ["error-403.json", { _tag: "ProviderFailure", reason: "Forbidden", detail: "No access to this conversation" }],
        ["error-404.json", { _tag: "MessageNotFound", ref: `veryfront:${uuid}/${uuid}`, title: "Not Found" }]
      ]
      assert.deepStrictEqual(
        cases.map(([file]) => file),
        Samples.errors("veryfront").map(({ file }) => file)
      )
      for (const [file, expected] of cases) {
        const sample = Samples.get("veryfront", file)
        yield* server.answer(operation, { ...ContractServer.sample(sample), beyondContract: true })
        const client = yield* connect(server.url)
        const calls: ReadonlyArray<Effect.Effect<unknown, MessageError.MessageError>> = [
          client.getRaw(at(uuid)),
          client.getJson(at(uuid)),
          client.getMessage(at(uuid))
        ]
        for (const call of calls)
          assert.deepInclude(yield* errorOf(call), { provider: "veryfront", status: sample.status ?? 0, ...expected })
      }
    })
  )

  it.scoped("sends nothing for an id that is never sent", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      const error = yield* errorOf(client.getJson({ provider: "veryfront", conversationId: "..", messageId: uuid }))
      assert.strictEqual(error["_tag"], "InvalidRef")
      assert.deepStrictEqual(server.requests, [])
    })
  )
})
