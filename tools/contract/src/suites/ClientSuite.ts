/** Reads of one provider's client, against a server that keeps to the contract, over real HTTP. */
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
  /** An id of the provider's form, which `prototype` and `beyond` have. */
  readonly id: string
  /** The request for an address whose ids have to be encoded. */
  readonly request: {
    readonly address: Address
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
  }
  /** The text of a message with keys that a prototype has. */
  readonly prototype: string
  /** A message beyond the contract, and the path of its first departure. */
  readonly beyond: { readonly json: JsonObject; readonly path: string }
  /** What is no message at all, and the path of what is missing. */
  readonly malformed: ReadonlyArray<readonly [path: string, json: Json]>
  /** What each sample of an error becomes. */
  readonly errors: ReadonlyArray<readonly [file: string, error: JsonObject]>
  /** What comes of making an address with an id that is never sent. */
  readonly unsendable: Effect.Effect<Address, unknown>
}

export const run = <Address>(name: string, subject: Subject<Address>): void => {
  describe(name, () => {
    const { at, beyond, connect, errorOf, errors, id, malformed, prototype, provider, request, unsendable } = subject
    const operation = `${provider}.get-message` as const

    it.scopedLive("asks as the contract has it", () =>
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
      "gives every sample as it came: its bytes, its value, and the same value as a message of the contract",
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

    it.scopedLive("keeps keys that a prototype has", () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make()
        const client = yield* connect(server.url)
        yield* server.answer(operation, { body: prototype, beyondContract: true })
        assert.strictEqual(JSON.stringify(yield* client.getJson(at(id))), prototype)
      })
    )

    it.scopedLive("gives what is beyond the contract as it came, but not as a message of the contract", () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make()
        const client = yield* connect(server.url)
        yield* server.answer(operation, { ...ContractServer.json(beyond.json), beyondContract: true })
        assert.deepStrictEqual(yield* client.getJson(at(id)), beyond.json)
        const error = yield* errorOf(client.getMessage(at(id)))
        assert.deepInclude(error, { reason: "Malformed", path: beyond.path, attempts: 1 })
      })
    )

    it.scopedLive("refuses what is no message, and says where", () =>
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

    it.scopedLive("refuses a message with another id, but gives its bytes", () =>
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

    it.scopedLive("tells every error with what the provider said", () =>
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

    it.scopedLive("sends nothing for an id that is never sent", () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make()
        const client = yield* connect(server.url)
        assert.strictEqual((yield* errorOf(Effect.flatMap(unsendable, client.getJson)))["_tag"], "InvalidRef")
        assert.deepStrictEqual(server.requests, [])
      })
    )
  })
}
