/** Tests the lists and the post of a client over real HTTP: what it sends, what it takes, and how it fails. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { Json, JsonObject } from "../Json.js"
import * as LoopbackServer from "../LoopbackServer.js"
import * as Samples from "../Samples.js"
import type { ErrorOf } from "./ErrorFields.js"

/** One call of a client. */
export interface ListCall<Client> {
  /** Whether it is a list of messages, a list of conversations, or a post. */
  readonly operation: "list" | "conversations" | "post"
  readonly send: (client: Client) => Effect.Effect<unknown, unknown>
  /** The method and the path with its query, as they are sent. */
  readonly request: string
  /** The body that is sent, if there is one. */
  readonly body?: Json
  /** Answers that the client takes, and what it gives. */
  readonly taken: ReadonlyArray<readonly [answer: Json, value: unknown]>
  /** Answers that are malformed, and where. */
  readonly malformed: ReadonlyArray<readonly [path: string, answer: Json]>
  /** Whether the call is repeated when the provider is not available. */
  readonly isRetried: boolean
}

/** The client of one provider. `ref` is the conversation of its lists and posts. */
export interface Subject<Client> {
  readonly provider: Samples.Provider
  readonly connect: (
    url: string,
    options?: { readonly apiKey?: undefined }
  ) => Effect.Effect<Client, unknown, Scope.Scope>
  readonly errorOf: ErrorOf
  readonly ref: string
  readonly headers: Readonly<Record<string, string>>
  readonly calls: ReadonlyArray<ListCall<Client>>
}

export const run = <Client>(
  name: string,
  { calls, connect, errorOf, headers, provider, ref }: Subject<Client>
): void => {
  for (const { body, isRetried, malformed, operation, request, send, taken } of calls)
    describe(`${name}: ${request}`, () => {
      const answering = (answer: LoopbackServer.Answer) =>
        Effect.gen(function* () {
          const server = yield* LoopbackServer.make(() => answer)
          return { client: yield* connect(server.url), server }
        })

      it.scopedLive("sends exactly that, with the credential, and takes the known answers", () =>
        Effect.gen(function* () {
          for (const [answer, value] of taken) {
            const { client, server } = yield* answering(LoopbackServer.json(answer))
            assert.deepStrictEqual(yield* send(client), value)
            const [sent, ...more] = server.requests
            assert.deepStrictEqual(more, [])
            assert.strictEqual(`${sent?.method} ${sent?.path}`, request)
            assert.deepInclude(sent?.headers, {
              ...headers,
              ...(body !== undefined && { "content-type": "application/json" })
            })
            const text = Buffer.from(sent?.body ?? []).toString()
            assert.deepStrictEqual<unknown>(text === "" ? undefined : JSON.parse(text), body)
          }
        })
      )

      it.scopedLive("refuses any other answer, and says where", () =>
        Effect.gen(function* () {
          for (const [path, answer] of malformed) {
            const { client } = yield* answering(LoopbackServer.json(answer))
            const error = yield* errorOf(send(client))
            assert.deepInclude(error, { reason: "Malformed", operation, path, ...deliveryOf(operation, "unknown") })
          }
        })
      )

      it.scopedLive("reports every error with what the provider said", () =>
        Effect.gen(function* () {
          for (const { file, status = 0, text } of Samples.errors(provider)) {
            const { client } = yield* answering({ body: text, status })
            const error = yield* errorOf(send(client))
            if (request.includes("cursor=") && /cursor/i.test(text)) assert.strictEqual(error["_tag"], "InvalidCursor")
            else assert.deepInclude(error, { provider, status, ...expected(status, operation, ref) }, file)
          }
        })
      )

      it.scopedLive(isRetried ? "is repeated when the provider is not available" : "is sent once", () =>
        Effect.gen(function* () {
          const { client, server } = yield* answering(LoopbackServer.json({ detail: "later" }, 503))
          const attempts = isRetried ? 3 : 1
          const error = yield* errorOf(send(client))
          assert.deepInclude(error, { reason: "Unavailable", attempts, ...deliveryOf(operation, "unknown") })
          assert.strictEqual(server.requests.length, attempts)
          assert.strictEqual(new Set(server.requests.map(({ body }) => Buffer.from(body).toString())).size, 1)
        })
      )
    })
}

const deliveryOf = (operation: string, delivery: string): JsonObject => (operation === "post" ? { delivery } : {})

const expected = (status: number, operation: string, ref: string): JsonObject => {
  const refused = deliveryOf(operation, "not-delivered")
  if (status !== 404) return status < 500 ? refused : deliveryOf(operation, "unknown")
  return operation === "conversations" ? { reason: "Rejected" } : { _tag: "ConversationNotFound", ref, ...refused }
}
