/** The four provider clients of this repository, ready to be measured. */
import { ConversationRef, type MessageError, MessageRef } from "@org/messages-core"
import { Certificates, type Client } from "@org/messages-faults"
import { FactoryClient } from "@org/messages-provider-factory"
import { HonchoClient } from "@org/messages-provider-honcho"
import { MieltoClient } from "@org/messages-provider-mielto"
import { VeryfrontClient } from "@org/messages-provider-veryfront"
import type { HttpExchange } from "@org/messages-transport"
import { UndiciExchange } from "@org/messages-transport/node"
import type { ConfigError } from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import { rootCertificates } from "node:tls"

export type Provider = "factory" | "mielto" | "honcho" | "veryfront"

/** The id that every read requests, so a good response must have it. */
export const messageId = "00000000-0000-4000-8000-000000000001"

/** A good response to a post. */
export const posted = JSON.stringify({ messageId, status: "pending" })

/** The exchange that programs use in Node; it also trusts the test authority. */
export const exchange = UndiciExchange.layer({
  certificateAuthorities: [...rootCertificates, Certificates.authority]
})

/** Makes one client for all calls, so that it keeps connections as in a program. `close` closes them. */
export const make = (provider: Provider): Client.Client & { readonly close: () => Promise<void> } => {
  const runtime = ManagedRuntime.make(exchange)
  const run = (
    effect: Effect.Effect<unknown, MessageError.MessageError | ConfigError, HttpExchange.HttpExchange>
  ): Promise<Client.Outcome> =>
    runtime.runPromise(
      Effect.match(effect, {
        onSuccess: (value) => ({ outcome: "ok", value }),
        onFailure: (error) => ({ outcome: "error", error })
      })
    )
  return {
    name: `@org/messages-provider-${provider}`,
    closed: true,
    get: (call) => run(reads[provider](options(call))),
    ...(provider === "factory" && { post: (call: Client.Call) => run(write(postOptions(call))) }),
    close: () => runtime.dispose()
  }
}

const options = ({ key, retries, timeoutMs, url }: Client.Call) => ({
  url,
  apiKey: Redacted.make(key),
  policy: { attempts: 1 + retries, attemptTimeout: timeoutMs, deadline: 4 * timeoutMs }
})

// A post has no attempts, so its deadline is the only limit.
const postOptions = (call: Client.Call) => ({ ...options(call), policy: { deadline: call.timeoutMs } })

type Options = ReturnType<typeof options>

const reads = {
  factory: (options: Options) =>
    Effect.gen(function* () {
      const client = yield* FactoryClient.make(options)
      return yield* client.getJson(yield* MessageRef.make({ provider: "factory", sessionId: "s1", messageId }))
    }),
  mielto: (options: Options) =>
    Effect.gen(function* () {
      const client = yield* MieltoClient.make(options)
      return yield* client.getJson(yield* MessageRef.make({ provider: "mielto", messageId }))
    }),
  honcho: (options: Options) =>
    Effect.gen(function* () {
      const client = yield* HonchoClient.make(options)
      const ids = { provider: "honcho", workspaceId: "w1", sessionId: "s1", messageId } as const
      return yield* client.getJson(yield* MessageRef.make(ids))
    }),
  veryfront: (options: Options) =>
    Effect.gen(function* () {
      const client = yield* VeryfrontClient.make(options)
      const ids = { provider: "veryfront", conversationId: messageId, messageId } as const
      return yield* client.getJson(yield* MessageRef.make(ids))
    })
}

const write = (options: FactoryClient.Options) =>
  Effect.gen(function* () {
    const client = yield* FactoryClient.make(options)
    const address = yield* ConversationRef.make({ provider: "factory", sessionId: "s1" })
    return yield* client.addMessage(address, { text: "hello" })
  })
