/** What the tests of this package share: a client of a server on loopback, and what its errors say. */
import { ErrorFields } from "@org/messages-contract/suites"
import * as Redacted from "effect/Redacted"
import { MieltoClient } from "../src/index.js"

export const at = (messageId: string): MieltoClient.Address => ({ provider: "mielto", messageId })

export const connect = (
  url: string,
  options: Partial<MieltoClient.Options> = {}
): ReturnType<typeof MieltoClient.make> =>
  MieltoClient.make({ apiKey: Redacted.make("mk_test"), url, policy: { backoff: { base: 1, cap: 1 } }, ...options })

export const errorOf = ErrorFields.of("mk_test")
