/** Reads over real HTTP from a server that keeps to the contract. */
import { ClientSuite } from "@org/messages-contract/suites"
import { MessageRef } from "@org/messages-core"
import * as Either from "effect/Either"
import { at, connect, errorOf, uuid } from "./Client.js"

ClientSuite.run("VeryfrontClient", {
  provider: "veryfront",
  connect,
  errorOf,
  at,
  id: uuid,
  request: {
    address: Either.getOrThrow(MessageRef.make({ provider: "veryfront", conversationId: uuid, messageId: uuid })),
    path: `/conversations/${uuid}/messages/${uuid}`,
    headers: { authorization: "Bearer vf_test" }
  },
  prototype: `{"__proto__":{"a":1},"id":"${uuid}","conversation_id":"c","seq":1,"role":"user","parts":[{"type":"data","name":"n","value":{"__proto__":{"b":2},"constructor":3}}],"status":"completed","created_at":""}`,
  beyond: { json: { id: uuid, parts: [{ type: "hologram" }] }, path: "/conversation_id" },
  malformed: [
    ["", []],
    ["/parts", { id: uuid }],
    ["/parts", { id: uuid, parts: {} }],
    ["/parts", { id: uuid, parts: null }]
  ],
  errors: [
    [
      "error-400-validation.json",
      {
        _tag: "ProviderFailure",
        reason: "Rejected",
        title: "Validation Error",
        detail: "The 'email' field must be a valid email address; email: Invalid email format"
      }
    ],
    ["error-403.json", { _tag: "ProviderFailure", reason: "Forbidden", detail: "No access to this conversation" }],
    ["error-404.json", { _tag: "MessageNotFound", ref: `veryfront:${uuid}/${uuid}`, title: "Not Found" }]
  ],
  unsendable: MessageRef.make({ provider: "veryfront", conversationId: "..", messageId: uuid })
})
