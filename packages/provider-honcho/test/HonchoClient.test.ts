/** Reads over real HTTP from a server that keeps to the contract. */
import { assert, describe, it } from "@effect/vitest"
import { ContractServer } from "@org/messages-contract"
import { ClientSuite } from "@org/messages-contract/suites"
import { MessageRef } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { at, connect, errorOf } from "./Client.js"

ClientSuite.run("HonchoClient", {
  provider: "honcho",
  connect,
  errorOf,
  at,
  id: "m1",
  request: {
    address: Either.getOrThrow(
      MessageRef.make({ provider: "honcho", workspaceId: "w/1", sessionId: "s?1", messageId: "m#1" })
    ),
    path: "/v3/workspaces/w%2F1/sessions/s%3F1/messages/m%231",
    headers: { authorization: "Bearer hch-test" }
  },
  prototype:
    '{"__proto__":{"a":1},"id":"m1","content":"","peer_id":"p","session_id":"s","workspace_id":"w","metadata":{"__proto__":{"b":2},"constructor":3},"created_at":"2024-01-15T10:30:00Z","token_count":0}',
  beyond: { json: { id: "m1", content: null, peer_id: "p" }, path: "/content" },
  malformed: [
    ["", []],
    ["/content", {}],
    ["/content", { id: "m1" }]
  ],
  errors: [
    [
      "error-401-no-token.json",
      { _tag: "ProviderFailure", reason: "Unauthorized", detail: "No access token provided" }
    ],
    ["error-401-scope.json", { _tag: "ProviderFailure", reason: "Unauthorized" }],
    [
      "error-404-message.json",
      { _tag: "MessageNotFound", ref: "honcho:w1/s1/m1", detail: "Message with ID V1StGXR8_Z5jdHi6B-myT not found" }
    ],
    ["error-413.json", { _tag: "ProviderFailure", reason: "Rejected" }],
    [
      "error-422-validation.json",
      {
        _tag: "ProviderFailure",
        reason: "Rejected",
        detail: "body.messages.0.content: String should have at most 25000 characters"
      }
    ],
    [
      "error-500.json",
      { _tag: "ProviderFailure", reason: "Unavailable", detail: "An unexpected error occurred", attempts: 3 }
    ]
  ],
  unsendable: MessageRef.make({ provider: "honcho", workspaceId: "w1", sessionId: "..", messageId: "m1" })
})

describe("HonchoClient", () => {
  it.scopedLive("needs no key for a self-hosted server", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make({ authentication: false })
      const client = yield* connect(server.url, { apiKey: undefined })
      assert.isTrue(client.availability.configured)
      yield* client.getRaw(at("m1"))
      assert.notProperty(server.requests[0]?.headers, "authorization")
      assert.deepStrictEqual(server.requests[0]?.findings, [])
    })
  )
})
