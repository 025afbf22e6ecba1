import { assert, describe, it } from "@effect/vitest"
import { ConversationRef, type MessageError, MessageRef, Messages } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import * as Backend from "../src/Backend.js"
import type * as Observation from "../src/Observation.js"

const within = (environment: Readonly<Record<string, string>>) =>
  Effect.withConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(environment))))

const real = { sandbox: false }

/** A messages-server that records its requests, and answers each with the same text. */
const server = (status: number, body: string) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.async<{ asked: Array<IncomingMessage>; url: string; close: () => void }>((resume) => {
        const asked: Array<IncomingMessage> = []
        const server = createServer((request, response) => {
          asked.push(request)
          request.resume().on("end", () => {
            if (body === "never") return
            response.writeHead(status, { "content-type": "application/json", "x-request-id": "req-7" }).end(body)
          })
        })
        server.listen(0, "127.0.0.1", () => {
          const { port } = server.address() as AddressInfo
          const close = () => void server.close().closeAllConnections()
          resume(Effect.succeed({ asked, url: `http://127.0.0.1:${port}`, close }))
        })
      }),
      ({ close }) => Effect.sync(close)
    ),
    ({ asked, url }) => ({ asked, url })
  )

describe("the choice of a backend", () => {
  it.effect("is the sandbox if the options say so, otherwise the server if one is set, otherwise the providers", () =>
    Effect.gen(function* () {
      const kind = (sandbox: boolean, environment: Readonly<Record<string, string>>) =>
        within(environment)(Backend.kind({ sandbox }))
      const set = { MESSAGES_URL: "https://messages.example" }
      assert.strictEqual(yield* kind(true, set), "sandbox")
      assert.strictEqual(yield* kind(false, set), "server")
      assert.strictEqual(yield* kind(false, { MESSAGES_URL: "" }), "providers")
      assert.strictEqual(yield* kind(false, {}), "providers")
    })
  )

  it.effect("accepts plain http only for a server on loopback or a private address", () =>
    Effect.gen(function* () {
      const kind = (url: string) => within({ MESSAGES_URL: url })(Backend.kind(real))
      for (const url of ["http://127.0.0.1:8787", "http://10.0.0.7", "https://messages.example/gateway"])
        assert.strictEqual(yield* kind(url), "server")
      for (const url of ["http://messages.example", "ftp://127.0.0.1", "nonsense", "http://user:secret@127.0.0.1"]) {
        const error = yield* Effect.flip(kind(url))
        assert.include(String(error), "MESSAGES_URL")
        assert.notInclude(String(error), "secret")
      }
    })
  )

  it.scopedLive("with --sandbox reads nothing from the environment", () =>
    Effect.gen(function* () {
      const messages = yield* Messages.Messages
      const address = yield* MessageRef.parse("mielto:msg_refund_question")
      assert.strictEqual((yield* messages.get(address)).ref, "mielto:msg_refund_question")
    }).pipe(
      Effect.provide(Backend.layer({ sandbox: true })),
      within({ MESSAGES_URL: "ftp://x", FACTORY_API_URL: "ftp://x", MIELTO_API_KEY: "a\nb" })
    )
  )

  it.scopedLive("sends a server its token, and never a provider's key", () =>
    Effect.gen(function* () {
      const { asked, url } = yield* server(503, "{}")
      const conversation = yield* ConversationRef.parse(Sandbox.conversation)
      const failed = (effect: Effect.Effect<unknown, MessageError.MessageError, Messages.Messages>) =>
        Effect.flip(effect).pipe(
          Effect.provide(Backend.layer(real)),
          within({ MESSAGES_URL: url, MESSAGES_TOKEN: "token-1", FACTORY_API_KEY: "fk-canary" })
        )
      const address = yield* MessageRef.parse("factory:s/m")
      yield* failed(Effect.flatMap(Messages.Messages, ({ get }) => get(address)))
      const error = yield* failed(Effect.flatMap(Messages.Messages, ({ post }) => post(conversation, { text: "x" })))
      assert.deepStrictEqual(
        asked.map(({ method, url }) => `${method} ${url}`),
        ["GET /v1/messages/factory%3As%2Fm", "POST /v1/messages"]
      )
      for (const { headers } of asked) assert.strictEqual(headers.authorization, "Bearer token-1")
      const key = String(asked.at(-1)?.headers["idempotency-key"])
      assert.match(key, /^"[0-9a-f-]{36}"$/)
      assert.include(error.message, `Idempotency-Key is ${key.replaceAll('"', "")}`)
      assert.notInclude(JSON.stringify(asked.map(({ rawHeaders }) => rawHeaders)), "fk-canary")
    })
  )

  it.scopedLive("ends a call to a server after the time that is set", () =>
    Effect.gen(function* () {
      const { url } = yield* server(200, "never")
      const address = yield* MessageRef.parse("factory:s/m")
      const error = yield* Effect.flip(Effect.flatMap(Messages.Messages, ({ get }) => get(address))).pipe(
        Effect.provide(Backend.layer({ sandbox: false, timeout: Duration.millis(100) })),
        within({ MESSAGES_URL: url })
      )
      assert.strictEqual(error.message, `The server at ${url} sent no complete response within 100 ms`)
    })
  )

  it.scopedLive("observes what is sent to a server and what comes back, without its token", () =>
    Effect.gen(function* () {
      const { url } = yield* server(503, "{}")
      const address = yield* MessageRef.parse("factory:s/m")
      const seen: Array<Observation.CallEvent> = []
      const observe: Observation.Observe = (event) => Effect.sync(() => void seen.push(event))
      yield* Effect.ignore(Effect.flatMap(Messages.Messages, ({ get }) => get(address))).pipe(
        Effect.provide(Backend.layer({ sandbox: false, observe })),
        within({ MESSAGES_URL: url, MESSAGES_TOKEN: "token-canary" })
      )
      const [sent, received] = seen
      assert.deepStrictEqual<unknown>(sent, { _tag: "Sent", attempt: 1, method: "GET", origin: url })
      assert.deepInclude(received, { _tag: "Received", attempt: 1, status: 503, requestId: "req-7" })
      assert.lengthOf(seen, 2)
      assert.notInclude(JSON.stringify(seen), "canary")
    })
  )
})
