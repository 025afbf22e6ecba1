/** What the tests of this package share: a client of a server on loopback, and what its errors say. */
import { ErrorFields } from "@org/messages-contract/suites"
import * as Redacted from "effect/Redacted"
import { HonchoClient } from "../src/index.js"

export const at = (messageId: string): HonchoClient.Address => ({
  provider: "honcho",
  workspaceId: "w1",
  sessionId: "s1",
  messageId
})

export const connect = (
  url: string,
  options: Partial<HonchoClient.Options> = {}
): ReturnType<typeof HonchoClient.make> =>
  HonchoClient.make({ apiKey: Redacted.make("hch-test"), url, policy: { backoff: { base: 1, cap: 1 } }, ...options })

export const errorOf = ErrorFields.of("hch-test")
