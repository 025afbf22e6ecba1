/** The port over the real clients and real HTTP: against servers that keep to the contract files, and against the sandbox. */
import { createServer } from "node:http"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { assert, describe, it } from "@effect/vitest"
import { ContractServer, Samples } from "@org/messages-contract"
import {
  ConversationRef,
  type Draft,
  type Json,
  Message,
  type MessageError,
  MessageRef,
  Messages,
  type Operation,
  Provider
} from "@org/messages-core"
import { Normalization, ProviderMessages, providers } from "@org/messages-normalization"
import { Sandbox } from "@org/messages-sandbox"
import { UndiciExchange } from "@org/messages-transport/node"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { canonicalText, addressOf } from "./natives.js"

/** The port as a program with these variables has it. */
const port = (environment: Readonly<Record<string, string>>) =>
  ProviderMessages.layerConfig(providers).pipe(
    Layer.provide(UndiciExchange.layer()),
    Layer.provide(Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(environment)))))
  )

const environment = (url: string) => ({
  FACTORY_API_KEY: "fk-canary",
  FACTORY_API_URL: url,
  MIELTO_API_KEY: "mk_canary",
  MIELTO_API_URL: url,
  HONCHO_API_KEY: "hch-canary",
  HONCHO_URL: url,
  VERYFRONT_API_TOKEN: "vf_canary",
  VERYFRONT_API_URL: url
})

const address = (text: string) => Effect.orDie(MessageRef.parse(text))
const conversation = (text: string) => Effect.orDie(ConversationRef.parse(text))
const post = (to: string, draft: Draft.Draft) =>
  Effect.gen(function* () {
    return yield* (yield* Messages.Messages).post(yield* conversation(to), draft)
  })

describe("ProviderMessages", () => {
  for (const provider of Provider.names) {
    it.scoped(`reads every sample of ${provider} over HTTP as its contract has it`, () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make({ basePath: "/base" })
        yield* Effect.gen(function* () {
          const messages = yield* Messages.Messages
          for (const sample of Samples.messages(provider)) {
            yield* server.answer(`${provider}.get-message`, ContractServer.sample(sample))
            const address = addressOf(provider, sample.json)
            const message = yield* messages.get(address)
            assert.isTrue(Message.isMessage(message))
            assert.strictEqual(canonicalText(Normalization.fromMessage(message)), canonicalText(sample.json))
            const { body, contentType } = yield* messages.getRaw(address)
            assert.strictEqual(Buffer.from(body).toString(), sample.text)
            assert.strictEqual(contentType, "application/json")
          }
        }).pipe(Effect.provide(port(environment(server.url))))
        assert.isAbove(server.requests.length, 0)
        for (const { findings } of server.requests) assert.deepStrictEqual(findings, [])
      })
    )
  }

  it.scoped("posts to Factory what the contract has, once, and gives the ref of the new message", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const posted = yield* post("factory:s%2F1?computerId=comp", {
        text: "Review the attached",
        images: [{ type: "file", mediaType: "image/png", data: "iVBORw==" }],
        files: [{ type: "file", mediaType: "text/x-ini", text: "a=1", filename: "a.ini" }]
      }).pipe(Effect.provide(port(environment(server.url))))
      assert.deepStrictEqual(posted, {
        ref: (yield* address("factory:s%2F1/m1?computerId=comp")).ref,
        agentStatus: "pending"
      })
      const [request, ...more] = server.requests
      assert.deepStrictEqual(request?.findings, [])
      assert.deepStrictEqual(more, [])
      assert.deepStrictEqual(JSON.parse(Buffer.from(request?.body ?? []).toString()), {
        text: "Review the attached",
        images: [{ type: "base64", data: "iVBORw==", mediaType: "image/png" }],
        files: [{ type: "text", mediaType: "text/plain", data: "a=1", mime: "text/x-ini", name: "a.ini" }],
        computerId: "comp"
      })
    })
  )

  it.scoped("refuses an empty text before anything is sent", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const failing = (to: string, text: string) =>
        Effect.flip(post(to, { text })).pipe(Effect.provide(port(environment(server.url))))
      for (const to of ["factory:s", "mielto:conversation/c", "honcho:w/s", "veryfront:c"])
        assert.deepInclude(yield* failing(to, " \n"), {
          _tag: "InvalidDraft",
          path: "/text",
          delivery: "not-delivered"
        })
      assert.deepStrictEqual(server.requests, [])
    })
  )

  it.scoped(
    "says that a post was not delivered when its draft was refused, and that it may have been when its id is none",
    () =>
      Effect.gen(function* () {
        const server = yield* ContractServer.make()
        const failing = (draft: Draft.Draft) =>
          Effect.flip(post("factory:s", draft)).pipe(Effect.provide(port(environment(server.url))))
        const image = { type: "file", mediaType: "image/tiff", data: "AA==" } as const
        for (const draft of [{ text: " " }, { text: "x", images: [image] }])
          assert.deepInclude(yield* failing(draft), { _tag: "InvalidDraft", delivery: "not-delivered" })
        assert.deepStrictEqual(server.requests, [])
        yield* server.answer("factory.post-message", {
          ...ContractServer.json({ messageId: "..", status: "idle" }),
          beyondContract: true
        })
        assert.deepInclude(yield* failing({ text: "x" }), { reason: "Malformed", delivery: "unknown" })
      })
  )

  it.effect("lists the operations of every provider", () =>
    Effect.gen(function* () {
      const messages = yield* Messages.Messages
      const conversations = {
        factory: "factory:s",
        mielto: "mielto:conversation/c",
        honcho: "honcho:w/s",
        veryfront: "veryfront:c"
      }
      for (const { operations, provider } of yield* messages.providers) {
        const address = yield* conversation(conversations[provider])
        const parent = provider === "honcho" ? { parent: "w" } : {}
        const calls: ReadonlyArray<readonly [Operation.Operation, Effect.Effect<unknown, MessageError.MessageError>]> =
          [
            ["list", messages.list(address)],
            ["conversations", messages.conversations(provider, parent)],
            ["post", messages.post(address, { text: "x", ...(provider === "honcho" && { author: { id: "a" } }) })]
          ]
        for (const [operation, call] of calls) {
          const { _tag } = yield* Effect.flip(call)
          assert.strictEqual(_tag, operations.includes(operation) ? "NotConfigured" : "NotSupported", provider)
        }
      }
    }).pipe(Effect.provide(port({})))
  )

  it.effect("does not need providers that are not configured, and fails only when they are called", () =>
    Effect.gen(function* () {
      const messages = yield* Messages.Messages
      assert.deepStrictEqual(yield* messages.providers, [
        {
          provider: "factory",
          url: "https://api.factory.ai",
          configured: false,
          missing: "FACTORY_API_KEY",
          operations: ["get", "list", "conversations", "post"]
        },
        {
          provider: "mielto",
          url: "https://api.mielto.com",
          configured: false,
          missing: "MIELTO_API_KEY",
          operations: ["get", "list", "conversations", "post"]
        },
        {
          provider: "honcho",
          url: "https://api.honcho.dev",
          configured: false,
          missing: "HONCHO_API_KEY",
          operations: ["get", "list", "conversations", "post"]
        },
        {
          provider: "veryfront",
          url: "https://api.veryfront.com",
          configured: false,
          missing: "VERYFRONT_API_TOKEN",
          operations: ["get", "list", "conversations", "post"]
        }
      ])
      for (const text of ["factory:s/m", "mielto:m", "honcho:w/s/m", "veryfront:c/m"]) {
        const error = yield* Effect.flip(messages.get(yield* address(text)))
        assert.strictEqual(error._tag, "NotConfigured")
      }
    }).pipe(Effect.provide(port({})))
  )

  const sandboxed = Layer.unwrapEffect(Effect.map(Sandbox.Sandbox, ({ environment }) => port(environment))).pipe(
    Layer.provide(Sandbox.layer),
    Layer.provide(NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" }))
  )

  it.scoped("reads every seeded message of the sandbox, and reads back what it posts", () =>
    Effect.gen(function* () {
      const messages = yield* Messages.Messages
      for (const seed of Sandbox.seeds) {
        const message = yield* messages.get(yield* address(seed.ref))
        const { body } = yield* messages.getRaw(yield* address(seed.ref))
        const native: Json.Json = JSON.parse(Buffer.from(body).toString())
        assert.strictEqual(canonicalText(Normalization.fromMessage(message)), canonicalText(native), seed.ref)
        assert.isFalse(
          message.parts.some(({ type }) => type === "unknown"),
          seed.ref
        )
      }
      const posted = yield* post(Sandbox.conversation, {
        text: "Hello",
        files: [{ type: "file", mediaType: "text/csv", text: "a,b", filename: "t.csv" }]
      })
      const { parts, role } = yield* messages.get(yield* address(posted.ref ?? ""))
      assert.strictEqual(role, "user")
      assert.deepStrictEqual(
        parts.map(({ type }) => type),
        ["text", "file"]
      )
      assert.deepInclude(parts[1], { mediaType: "text/csv", text: "a,b", filename: "t.csv" })
    }).pipe(Effect.provide(sandboxed))
  )

  it.scoped("says that a message, a conversation and a permission are missing, as the sandbox answers", () =>
    Effect.gen(function* () {
      const messages = yield* Messages.Messages
      for (const text of ["factory:s/none", "mielto:none", "honcho:w/s/none"]) {
        const error = yield* Effect.flip(messages.get(yield* address(text)))
        assert.deepInclude(error, { _tag: "MessageNotFound", ref: text, status: 404, attempts: 1 })
      }
      const forbidden = yield* Effect.flip(messages.get(yield* address(Sandbox.forbidden)))
      assert.deepInclude(forbidden, { _tag: "ProviderFailure", reason: "Forbidden", status: 403 })
      const error = yield* Effect.flip(post("factory:nowhere", { text: "x" }))
      assert.deepInclude(error, { _tag: "ConversationNotFound", ref: "factory:nowhere" })
    }).pipe(Effect.provide(sandboxed))
  )
})
