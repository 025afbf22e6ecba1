/** What the tests of this package share: a client of a server on loopback, and what its errors say. */
import { ErrorFields } from "@org/messages-contract/suites"
import * as Redacted from "effect/Redacted"
import { VeryfrontClient } from "../src/index.js"

export const uuid = "11111111-1111-4111-a111-111111111111"

export const at = (messageId: string): VeryfrontClient.Address => ({
  provider: "veryfront",
  conversationId: uuid,
  messageId
})

export const connect = (
  url: string,
  options: Partial<VeryfrontClient.Options> = {}
): ReturnType<typeof VeryfrontClient.make> =>
  VeryfrontClient.make({ apiKey: Redacted.make("vf_test"), url, policy: { backoff: { base: 1, cap: 1 } }, ...options })

export const errorOf = ErrorFields.of("vf_test")
