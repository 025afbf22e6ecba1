/** The four provider clients of this repository, ready to be measured. */
import type { HttpClient } from "@effect/platform/HttpClient"
import type { MessageError } from "@org/messages-core"
import type { Client } from "@org/messages-faults"
import { FactoryClient } from "@org/messages-provider-factory"
import { HonchoClient } from "@org/messages-provider-honcho"
import { MieltoClient } from "@org/messages-provider-mielto"
import { VeryfrontClient } from "@org/messages-provider-veryfront"
import * as Effect from "effect/Effect"
import type { ConfigError } from "effect/ConfigError"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import * as Undici from "./Undici.js"

export type Provider = "factory" | "mielto" | "honcho" | "veryfront"

/** The id that every read asks for, so that a good answer must have it. */
export const messageId = "00000000-0000-4000-8000-000000000001"

/** A good answer to a post. */
export const posted = JSON.stringify({ messageId, status: "pending" })

/** One client for all calls, so that connections are kept as in a program. `close` ends them. */
export const make = (provider: Provider): Client.Client & { readonly close: () => Promise<void> } => {
  const runtime = ManagedRuntime.make(Undici.layer)
  const run = (
    effect: Effect.Effect<unknown, MessageError.MessageError | ConfigError, HttpClient>
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
    Effect.flatMap(FactoryClient.make(options), (client) =>
      client.getJson({ provider: "factory", sessionId: "s1", messageId })
    ),
  mielto: (options: Options) =>
    Effect.flatMap(MieltoClient.make(options), (client) => client.getJson({ provider: "mielto", messageId })),
  honcho: (options: Options) =>
    Effect.flatMap(HonchoClient.make(options), (client) =>
      client.getJson({ provider: "honcho", workspaceId: "w1", sessionId: "s1", messageId })
    ),
  veryfront: (options: Options) =>
    Effect.flatMap(VeryfrontClient.make(options), (client) =>
      client.getJson({ provider: "veryfront", conversationId: messageId, messageId })
    )
}

const write = (options: Parameters<typeof FactoryClient.make>[0]) =>
  Effect.flatMap(FactoryClient.make(options), (client) =>
    client.addMessage({ provider: "factory", sessionId: "s1" }, { text: "hello" })
  )
