/** Shared by the tests of this package: a client of a server on loopback, and the fields of its errors. */
import { ErrorFields } from "@org/messages-contract/suites"
import { MessageRef } from "@org/messages-core"
import { HttpExchange } from "@org/messages-transport"
import { UndiciExchange } from "@org/messages-transport/node"
import type * as ConfigError from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { MieltoClient } from "../src/index.js"

export const at = (messageId: string): MieltoClient.MessageAddress =>
  Either.getOrThrow(MessageRef.make({ provider: "mielto", messageId }))

/** A client with its own connections. */
export const withExchange = <A, E>(client: Effect.Effect<A, E, HttpExchange.HttpExchange>) =>
  Effect.provideServiceEffect(client, HttpExchange.HttpExchange, UndiciExchange.make())

export const connect = (
  url: string,
  options: Partial<MieltoClient.Options> = {}
): Effect.Effect<MieltoClient.MieltoClient["Type"], ConfigError.ConfigError, Scope.Scope> =>
  withExchange(
    MieltoClient.make({ apiKey: Redacted.make("mk_test"), url, policy: { backoff: { base: 1, cap: 1 } }, ...options })
  )

export const errorOf = ErrorFields.of("mk_test")
