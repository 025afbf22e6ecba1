/** The client against a server that keeps to the contract, over real HTTP. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { assert, layer } from "@effect/vitest"
import { ContractServer, Samples } from "@org/messages-contract"
import { Json, type MessageError } from "@org/messages-core"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { inspect } from "node:util"
import { FactoryClient, FactorySchema } from "../src/index.js"

const operation = "factory.get-message"

const at = (messageId: string): FactoryClient.Address => ({ provider: "factory", sessionId: "s1", messageId })

const conversation: FactoryClient.Conversation = { provider: "factory", sessionId: "s/1", computerId: "c1" }

const connect = (url: string, options: Partial<FactoryClient.Options> = {}) =>
  FactoryClient.make({ apiKey: Redacted.make("fk-test"), url, policy: { backoff: { base: 1, cap: 1 } }, ...options })

/** The fields of the error, as they would be sent. */
const errorOf = <A>(call: Effect.Effect<A, MessageError.MessageError>) =>
  Effect.map(Effect.flip(call), (error): Json.JsonObject => {
    assert.notInclude(inspect(error, { depth: Infinity, showHidden: true }), "fk-test")
    const json: Json.Json = JSON.parse(JSON.stringify(error))
    return Json.isObject(json) ? json : {}
  })

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

  it.scoped("posts what the contract takes: text, images and files", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      for (const { json, text } of Samples.requests("factory")) {
        if (!Schema.is(FactorySchema.FactoryPost)(json)) assert.fail(`the schema refuses ${text}`)
        const { computerId, ...post } = json
        const ids = computerId === undefined ? {} : { computerId }
        const posted = yield* client.addMessage({ provider: "factory", sessionId: "s/1", ...ids }, post)
        assert.deepStrictEqual<unknown>(posted, Samples.get("factory", "res-post-message.json").json)
        const sent = server.requests.at(-1)
        assert.deepInclude(sent, { method: "POST", path: "/api/v0/sessions/s%2F1/messages", findings: [] })
        assert.strictEqual(sent?.headers["content-type"], "application/json")
        assert.strictEqual(sent?.headers.authorization, "Bearer fk-test")
        assert.isTrue(Json.equal(JSON.parse(new TextDecoder().decode(sent?.body)), json))
      }
    })
  )

  it.scoped("posts once, and tells every error with what became of the post", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const cases: ReadonlyArray<readonly [file: string, error: Json.JsonObject]> = [
        ["error-400.json", { reason: "Rejected", delivery: "not-delivered" }],
        ["error-401.json", { reason: "Unauthorized", delivery: "not-delivered" }],
        ["error-403.json", { reason: "Forbidden", delivery: "not-delivered", detail: "Sessions are not enabled" }],
        ["error-404.json", { _tag: "ConversationNotFound", ref: "factory:s%2F1?computerId=c1" }],
        ["error-500.json", { reason: "Unavailable", delivery: "unknown" }],
        ["error-503.json", { reason: "Unavailable", delivery: "unknown", detail: "Computer is offline" }]
      ]
      for (const [index, [file, expected]] of cases.entries()) {
        yield* server.answer("factory.post-message", ContractServer.sample(Samples.get("factory", file)))
        const client = yield* connect(server.url)
        const error = yield* errorOf(client.addMessage(conversation, { text: "hi" }))
        assert.deepInclude(error, { provider: "factory", attempts: 1, ...expected })
        assert.strictEqual(server.requests.length, index + 1)
      }
    })
  )

  it.scoped("takes whatever status the agent has, as the post has happened", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      for (const json of [
        { messageId: "m1", status: "queued", more: 1 },
        { messageId: "m1" },
        { messageId: "m1", status: null }
      ]) {
        yield* server.answer("factory.post-message", { ...ContractServer.json(json), beyondContract: true })
        assert.deepStrictEqual<unknown>(yield* client.addMessage(conversation, { text: "hi" }), json)
      }
    })
  )

  it.scoped("cannot know what became of a post whose answer names no message", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      for (const json of [{}, [], { messageId: 7 }, { messageId: "" }, { messageId: "../m1" }]) {
        yield* server.answer("factory.post-message", { ...ContractServer.json(json), beyondContract: true })
        const error = yield* errorOf(client.addMessage(conversation, { text: "hi" }))
        assert.deepInclude(error, { reason: "Malformed", operation: "post", delivery: "unknown", attempts: 1 })
      }
      assert.strictEqual(server.requests.length, 5)
    })
  )

  it.scoped("posts nothing to an id that is never sent, nor without a key", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      for (const ids of [{ sessionId: ".." }, { sessionId: "s1", computerId: "a/../b" }]) {
        const error = yield* errorOf(client.addMessage({ provider: "factory", ...ids }, { text: "hi" }))
        assert.strictEqual(error["_tag"], "InvalidRef")
      }
      const keyless = yield* connect(server.url, { apiKey: undefined })
      assert.strictEqual((yield* errorOf(keyless.addMessage(conversation, { text: "hi" })))["_tag"], "NotConfigured")
      assert.deepStrictEqual(server.requests, [])
    })
  )

  it.effect("reads its variables from the environment, and no others", () =>
    Effect.gen(function* () {
      const asked = new Set<string>()
      const { flattened } = ConfigProvider.fromMap(new Map<string, string>())
      const recording = ConfigProvider.fromFlat({
        ...flattened,
        load: (path, config, split) => {
          asked.add(path.join("."))
          return flattened.load(path, config, split)
        }
      })
      yield* Effect.provide(Effect.void, FactoryClient.layerConfig).pipe(Effect.withConfigProvider(recording))
      assert.deepStrictEqual([...asked].sort(), ["FACTORY_API_KEY", "FACTORY_API_URL"].sort())
    })
  )

  it.scoped("is configured by them", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const variables = new Map(Object.entries({ ...{ FACTORY_API_KEY: "fk-test" }, FACTORY_API_URL: server.url }))
      const client = yield* Effect.provide(FactoryClient.FactoryClient, FactoryClient.layerConfig).pipe(
        Effect.withConfigProvider(ConfigProvider.fromMap(variables))
      )
      assert.deepStrictEqual(client.availability, {
        provider: "factory",
        url: server.url,
        configured: true,
        operations: ["get", "post"]
      })
      yield* client.getRaw(at("m1"))
      assert.strictEqual(server.requests[0]?.headers.authorization, "Bearer fk-test")
      assert.deepStrictEqual(server.requests[0]?.findings, [])
    })
  )

  it.effect("points at the provider and is not configured without them", () =>
    Effect.gen(function* () {
      const client = yield* Effect.provide(FactoryClient.FactoryClient, FactoryClient.layerConfig).pipe(
        Effect.withConfigProvider(
          ConfigProvider.fromMap(
            new Map([
              ["FACTORY_API_KEY", ""],
              ["FACTORY_API_URL", ""]
            ])
          )
        )
      )
      assert.deepStrictEqual(client.availability, {
        provider: "factory",
        url: "https://api.factory.ai",
        configured: false,
        missing: "FACTORY_API_KEY",
        operations: ["get", "post"]
      })
      const expected = { _tag: "NotConfigured", provider: "factory", variable: "FACTORY_API_KEY" }
      const calls: ReadonlyArray<Effect.Effect<unknown, MessageError.MessageError>> = [
        client.getRaw(at("m1")),
        client.getJson(at("m1")),
        client.getMessage(at("m1"))
      ]
      for (const call of calls) assert.deepStrictEqual(yield* errorOf(call), expected)
    })
  )

  it.effect("does not start on a value that cannot be used, and tells the name of its variable alone", () =>
    Effect.gen(function* () {
      const unusable: ReadonlyArray<Readonly<Record<string, string>>> = [
        { FACTORY_API_KEY: "canary\n" },
        { FACTORY_API_URL: "http://canary.example" }
      ]
      for (const variables of unusable) {
        const exit = yield* Effect.exit(Effect.provide(Effect.void, FactoryClient.layerConfig)).pipe(
          Effect.withConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(variables))))
        )
        assert.isTrue(Exit.isFailure(exit))
        for (const text of [inspect(exit, { depth: Infinity }), String(exit), JSON.stringify(exit)]) {
          assert.include(text, Object.keys(variables).join())
          assert.notInclude(text, "canary")
        }
      }
    })
  )
})
