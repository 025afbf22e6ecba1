/** Lists and posts of our four clients, ready to be measured as their reads are. */
import { ConversationRef, type MessageError } from "@org/messages-core"
import type { Client } from "@org/messages-faults"
import { FactoryClient } from "@org/messages-provider-factory"
import { HonchoClient } from "@org/messages-provider-honcho"
import { MieltoClient } from "@org/messages-provider-mielto"
import { VeryfrontClient } from "@org/messages-provider-veryfront"
import type { HttpExchange } from "@org/messages-transport"
import type { ConfigError } from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import { exchange, messageId, type Provider } from "./Ours.js"

type Call = Effect.Effect<unknown, MessageError.MessageError | ConfigError, HttpExchange.HttpExchange>

/** One client that lists when it is to read, and posts. Its values are the bodies that the server sent. */
export const make = (provider: Provider): Client.Client & { readonly close: () => Promise<void> } => {
  const runtime = ManagedRuntime.make(exchange)
  const run = (call: Call): Promise<Client.Outcome> =>
    runtime.runPromise(
      Effect.match(call, {
        onSuccess: (value) => ({ outcome: "ok", value }),
        onFailure: (error) => ({ outcome: "error", error })
      })
    )
  return {
    name: `lists of @org/messages-provider-${provider}`,
    closed: true,
    get: (call) => run(lists[provider](options(call))),
    post: (call) => run(posts[provider](provider === "veryfront" ? options(call) : oneAttempt(call))),
    close: () => runtime.dispose()
  }
}

const options = ({ key, retries, timeoutMs, url }: Client.Call) => ({
  url,
  apiKey: Redacted.make(key),
  policy: { attempts: 1 + retries, attemptTimeout: timeoutMs, deadline: 4 * timeoutMs }
})

type Options = ReturnType<typeof options>

// A post that is sent once has no attempts, so its deadline is the only limit.
const oneAttempt = (call: Client.Call): Options => {
  const made = options(call)
  return { ...made, policy: { ...made.policy, deadline: call.timeoutMs } }
}

const session = ConversationRef.make({ provider: "factory", sessionId: "s1" })
const thread = ConversationRef.make({ provider: "mielto", conversationId: "c1" })
const honchoSession = ConversationRef.make({ provider: "honcho", workspaceId: "w1", sessionId: "s1" })
const conversation = ConversationRef.make({ provider: "veryfront", conversationId: messageId })

const lists: { readonly [P in Provider]: (options: Options) => Call } = {
  factory: (options) =>
    Effect.gen(function* () {
      const client = yield* FactoryClient.make(options)
      return (yield* client.listJson(yield* session, { cursor: "n2", limit: 10 })).envelope
    }),
  mielto: (options) =>
    Effect.gen(function* () {
      const client = yield* MieltoClient.make(options)
      return (yield* client.listJson(yield* thread, { skip: 0, limit: 10 })).envelope
    }),
  honcho: (options) =>
    Effect.gen(function* () {
      const client = yield* HonchoClient.make(options)
      return (yield* client.listJson(yield* honchoSession, { page: 1, size: 10 })).envelope
    }),
  veryfront: (options) =>
    Effect.gen(function* () {
      const client = yield* VeryfrontClient.make(options)
      return (yield* client.listJson(yield* conversation, { limit: 10 })).envelope
    })
}

const posts: { readonly [P in Provider]: (options: Options) => Call } = {
  factory: (options) =>
    Effect.gen(function* () {
      const client = yield* FactoryClient.make(options)
      return yield* client.addMessage(yield* session, { text: "hello" })
    }),
  mielto: (options) =>
    Effect.gen(function* () {
      const client = yield* MieltoClient.make(options)
      return yield* client.addMessage(yield* thread, { content: "hello" })
    }),
  honcho: (options) =>
    Effect.gen(function* () {
      const client = yield* HonchoClient.make(options)
      return [yield* client.addMessage(yield* honchoSession, { content: "hello", peer_id: "alice" })]
    }),
  veryfront: (options) =>
    Effect.gen(function* () {
      const client = yield* VeryfrontClient.make(options)
      return yield* client.addMessage(yield* conversation, { role: "user", parts: [{ type: "text", text: "hello" }] })
    })
}
