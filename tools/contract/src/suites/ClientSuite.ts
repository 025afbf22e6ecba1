/** Tests the reads of one provider's client over real HTTP, against a server that follows the contract. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as ContractServer from "../ContractServer.js"
import type { Json, JsonObject } from "../Json.js"
import * as Samples from "../Samples.js"
import { type ProviderClient, reads } from "./ProviderClient.js"
import type { ErrorOf } from "./ErrorFields.js"

export interface Subject<Address> {
  readonly provider: Samples.Provider
  readonly connect: (url: string) => Effect.Effect<ProviderClient<Address>, unknown, Scope.Scope>
  readonly errorOf: ErrorOf
  readonly at: (id: string) => Address
  /** An id in the provider's form; it is the id of `prototype` and `beyond`. */
  readonly id: string
  /** An address whose ids must be encoded, and the request for it. */
  readonly request: {
    readonly address: Address
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
  }
  /** The text of a message with keys such as `__proto__`. */
  readonly prototype: string
  /** A message beyond the contract, and the path of its first departure. */
  readonly beyond: { readonly json: JsonObject; readonly path: string }
  /** Values that are not messages, and the path of what is missing. */
  readonly malformed: ReadonlyArray<readonly [path: string, json: Json]>
  /** Each sample of an error, and the error that the client makes of it. */
  readonly errors: ReadonlyArray<readonly [file: string, error: JsonObject]>
  /** Makes an address with an id that must not be sent. */
  readonly unsendable: Effect.Effect<Address, unknown>
}

export const run = <Address>(name: string, subject: Subject<Address>): void => {
  describe(name, () => {
    const { at, beyond, connect, errorOf, errors, id, malformed, prototype, provider, request, unsendable } = subject
    const operation = `${provider}.get-message` as const

    it.scopedLive("sends the request that the contract describes", () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make()
        const client = yield* connect(server.url)
        yield* client.getRaw(request.address)
        const [sent, ...others] = server.requests
        assert.deepStrictEqual(others, [])
        assert.deepInclude(sent, { operation, method: "GET", path: request.path, findings: [] })
        assert.strictEqual(sent?.body.length, 0)
        const { connection, host, ...headers } = sent?.headers ?? {}
        assert.isTrue(connection === "keep-alive" && server.url.endsWith(`//${host}`))
        const always = { accept: "application/json", "accept-encoding": "identity" }
        assert.deepStrictEqual(headers, { ...always, ...request.headers })
      })
    )

    it.scopedLive("keeps the path of the URL", () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make({ basePath: "/a/proxy" })
        const client = yield* connect(`${server.url}/`)
        yield* client.getRaw(at(id))
        assert.isTrue(server.requests[0]?.path.startsWith("/a/proxy/"))
        assert.deepStrictEqual(server.requests[0]?.findings, [])
      })
    )

    it.scopedLive(
      "returns every sample unchanged: its bytes, its value, and the same value as a message of the contract",
      () =>
        Effect.gen(function* () {
          const server = yield* ContractServer.make()
          const client = yield* connect(server.url)
          for (const sample of Samples.messages(provider)) {
            yield* server.answer(operation, ContractServer.sample(sample))
            const address = at(typeof sample.json["id"] === "string" ? sample.json["id"] : id)
            const raw = yield* client.getRaw(address)
            assert.strictEqual(new TextDecoder().decode(raw.body), sample.text)
            assert.strictEqual(raw.contentType, "application/json")
            assert.strictEqual(JSON.stringify(yield* client.getJson(address)), JSON.stringify(sample.json))
            assert.strictEqual(JSON.stringify(yield* client.getMessage(address)), JSON.stringify(sample.json))
          }
        })
    )

    it.scopedLive("keeps keys such as `__proto__`", () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make()
        const client = yield* connect(server.url)
        yield* server.answer(operation, { body: prototype, beyondContract: true })
        assert.strictEqual(JSON.stringify(yield* client.getJson(at(id))), prototype)
      })
    )

    it.scopedLive("returns a value beyond the contract unchanged, but not as a message of the contract", () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make()
        const client = yield* connect(server.url)
        yield* server.answer(operation, { ...ContractServer.json(beyond.json), beyondContract: true })
        assert.deepStrictEqual(yield* client.getJson(at(id)), beyond.json)
        const error = yield* errorOf(client.getMessage(at(id)))
        assert.deepInclude(error, { reason: "Malformed", path: beyond.path, attempts: 1 })
      })
    )

    it.scopedLive("refuses a value that is not a message, and says where", () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make()
        const client = yield* connect(server.url)
        for (const [path, json] of malformed) {
          yield* server.answer(operation, { ...ContractServer.json(json), beyondContract: true })
          const error = yield* errorOf(client.getJson(at(id)))
          assert.deepInclude(error, { reason: "Malformed", origin: "provider", path })
        }
      })
    )

    it.scopedLive("refuses a message with another id, but returns its bytes", () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make()
        const client = yield* connect(server.url)
        const sample = Samples.messages(provider).find(({ json }) => typeof json["id"] === "string")
        yield* server.answer(operation, { body: sample?.text ?? "" })
        const address = at("22222222-2222-4222-a222-222222222222")
        for (const call of [client.getJson(address), client.getMessage(address)])
          assert.deepInclude(yield* errorOf(call), { reason: "Malformed", path: "/id" })
        assert.strictEqual(new TextDecoder().decode((yield* client.getRaw(address)).body), sample?.text)
      })
    )

    it.scopedLive("reports every error with what the provider said", () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make()
        assert.deepStrictEqual(
          errors.map(([file]) => file),
          Samples.errors(provider).map(({ file }) => file)
        )
        for (const [file, expected] of errors) {
          const sample = Samples.get(provider, file)
          yield* server.answer(operation, { ...ContractServer.sample(sample), beyondContract: true })
          const client = yield* connect(server.url)
          for (const call of reads(client, at(id)))
            assert.deepInclude(yield* errorOf(call), { provider, status: sample.status ?? 0, ...expected })
        }
      })
    )

    it.scopedLive("sends nothing for an id that must not be sent", () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make()
        const client = yield* connect(server.url)
        assert.strictEqual((yield* errorOf(Effect.flatMap(unsendable, client.getJson)))["_tag"], "InvalidRef")
        assert.deepStrictEqual(server.requests, [])
      })
    )
  })
}
