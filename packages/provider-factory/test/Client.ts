/** What the tests of this package share: a client of a server on loopback, and what its errors say. */
import { ErrorFields } from "@org/messages-contract/suites"
import * as Redacted from "effect/Redacted"
import { FactoryClient } from "../src/index.js"

export const at = (messageId: string): FactoryClient.Address => ({ provider: "factory", sessionId: "s1", messageId })

export const connect = (
  url: string,
  options: Partial<FactoryClient.Options> = {}
): ReturnType<typeof FactoryClient.make> =>
  FactoryClient.make({ apiKey: Redacted.make("fk-test"), url, policy: { backoff: { base: 1, cap: 1 } }, ...options })

export const errorOf = ErrorFields.of("fk-test")
