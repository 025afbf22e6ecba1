/** Reads, against a server that keeps to the contract, over real HTTP. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { assert, layer } from "@effect/vitest"
import { ContractServer, Samples } from "@org/messages-contract"
import type { Json, MessageError } from "@org/messages-core"
import * as Effect from "effect/Effect"
import { at, connect, errorOf } from "./Client.js"

const operation = "mielto.get-message"

layer(NodeHttpClient.layerUndici, { excludeTestServices: true })("MieltoClient", (it) => {
  it.scoped("asks as the contract has it", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      yield* client.getRaw({ provider: "mielto", messageId: "m/1?", workspaceId: "ws#1" })
      const [sent, ...others] = server.requests
      assert.deepStrictEqual(others, [])
      assert.deepInclude(sent, { operation, method: "GET", path: "/api/v1/messages/m%2F1%3F", findings: [] })
      assert.strictEqual(sent?.body.length, 0)
      const { connection, host, ...headers } = sent?.headers ?? {}
      assert.isTrue(connection === "keep-alive" && server.url.endsWith(`//${host}`))
      assert.deepStrictEqual(headers, {
        accept: "application/json",
        "accept-encoding": "identity",
        authorization: "Bearer mk_test",
        "x-workspace-id": "ws#1"
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
        for (const sample of Samples.messages("mielto")) {
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
        '{"__proto__":{"a":1},"id":"m1","conversation_id":"c","sender_id":"s","content":"","workspace_id":"w","meta_data":{"__proto__":{"b":2},"constructor":3}}'
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      yield* server.answer(operation, { body, beyondContract: true })
      assert.strictEqual(JSON.stringify(yield* client.getJson(at("m1"))), body)
    })
  )

  it.scoped("gives what is beyond the contract as it came, but not as a message of the contract", () =>
    Effect.gen(function* () {
      const json = { id: "m1", conversation_id: "c1", content: [{ type: "text" }], sender_id: "s", workspace_id: "w" }
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      yield* server.answer(operation, { ...ContractServer.json(json), beyondContract: true })
      assert.deepStrictEqual(yield* client.getJson(at("m1")), json)
      const error = yield* errorOf(client.getMessage(at("m1")))
      assert.deepInclude(error, { reason: "Malformed", path: "/content", attempts: 1 })
    })
  )

  it.scoped("refuses what is no message, and says where", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      const cases: ReadonlyArray<readonly [path: string, json: Samples.Json]> = [
        ["", []],
        ["/content", { id: "m1", conversation_id: "c1" }],
        ["/conversation_id", { id: "m1", content: "" }],
        ["/conversation_id", { id: "m1", content: "", conversation_id: 7 }]
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
      const sample = Samples.messages("mielto").find(({ json }) => typeof json["id"] === "string")
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
        ["error-402.json", { _tag: "ProviderFailure", reason: "PaymentRequired", detail: "Credit limit exceeded" }],
        ["error-404.json", { _tag: "MessageNotFound", ref: "mielto:m1", detail: "Message not found" }],
        [
          "error-422.json",
          {
            _tag: "ProviderFailure",
            reason: "Rejected",
            detail: "header.X-Workspace-Id: Input should be a valid string"
          }
        ]
      ]
      assert.deepStrictEqual(
        cases.map(([file]) => file),
        Samples.errors("mielto").map(({ file }) => file)
      )
      for (const [file, expected] of cases) {
        const sample = Samples.get("mielto", file)
        yield* server.answer(operation, { ...ContractServer.sample(sample), beyondContract: true })
        const client = yield* connect(server.url)
        const calls: ReadonlyArray<Effect.Effect<unknown, MessageError.MessageError>> = [
          client.getRaw(at("m1")),
          client.getJson(at("m1")),
          client.getMessage(at("m1"))
        ]
        for (const call of calls)
          assert.deepInclude(yield* errorOf(call), { provider: "mielto", status: sample.status ?? 0, ...expected })
      }
    })
  )

  it.scoped("sends nothing for an id that is never sent", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      const error = yield* errorOf(client.getJson({ provider: "mielto", messageId: ".." }))
      assert.strictEqual(error["_tag"], "InvalidRef")
      assert.deepStrictEqual(server.requests, [])
    })
  )

  it.scoped("names the workspace of the address, else its own, else none", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const plain = yield* connect(server.url)
      const own = yield* connect(server.url, { workspaceId: "own" })
      yield* plain.getRaw(at("m1"))
      yield* own.getRaw(at("m1"))
      yield* own.getRaw({ ...at("m1"), workspaceId: "other" })
      const sent = server.requests.map(({ headers }) => headers["x-workspace-id"])
      assert.deepStrictEqual(sent, [undefined, "own", "other"])
    })
  )

  it.scoped("sends nothing for a workspace that no header can carry", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      for (const workspaceId of ["", "a\r\nx: y", "wörk", "a b", ".."]) {
        const error = yield* errorOf(client.getJson({ ...at("m1"), workspaceId }))
        assert.strictEqual(error["_tag"], "InvalidRef")
      }
      assert.deepStrictEqual(server.requests, [])
    })
  )
})
