/** Reads over real HTTP from a server that keeps to the contract. */
import { ClientSuite } from "@org/messages-contract/suites"
import { MessageRef } from "@org/messages-core"
import * as Either from "effect/Either"
import { at, connect, errorOf } from "./Client.js"

ClientSuite.run("FactoryClient", {
  provider: "factory",
  connect,
  errorOf,
  at,
  id: "m1",
  request: {
    address: Either.getOrThrow(
      MessageRef.make({ provider: "factory", sessionId: "s/1", messageId: "m?1", computerId: "c&1" })
    ),
    path: "/api/v0/sessions/s%2F1/messages/m%3F1?computerId=c%261",
    headers: { authorization: "Bearer fk-test" }
  },
  prototype:
    '{"__proto__":{"a":1},"id":"m1","role":"user","content":[{"type":"tool_use","id":"t","name":"n","input":{"__proto__":{"b":2},"constructor":3}}],"createdAt":0,"updatedAt":0}',
  beyond: {
    json: { id: "m1", role: "moderator", content: [{ type: "hologram" }], createdAt: 1, updatedAt: 1 },
    path: "/role"
  },
  malformed: [
    ["", []],
    ["/content", { id: "m1" }],
    ["/content", { id: "m1", content: "text" }],
    ["/content", { id: "m1", content: null }]
  ],
  errors: [
    ["error-400.json", { _tag: "ProviderFailure", reason: "Rejected", detail: "Invalid cursor" }],
    ["error-401.json", { _tag: "ProviderFailure", reason: "Unauthorized", detail: "Missing or invalid API key" }],
    ["error-403.json", { _tag: "ProviderFailure", reason: "Forbidden", detail: "Sessions are not enabled" }],
    ["error-404.json", { _tag: "MessageNotFound", ref: "factory:s1/m1", detail: "Message not found" }],
    ["error-500.json", { _tag: "ProviderFailure", reason: "Unavailable", detail: "Unexpected error", attempts: 3 }],
    ["error-503.json", { _tag: "ProviderFailure", reason: "Unavailable", detail: "Computer is offline", attempts: 3 }]
  ],
  unsendable: MessageRef.make({ provider: "factory", sessionId: "..", messageId: "m1" })
})
