/** Reads, against a server that keeps to the contract, over real HTTP. */
import { assert, describe, it } from "@effect/vitest"
import { ContractServer } from "@org/messages-contract"
import { ClientSuite } from "@org/messages-contract/suites"
import { MessageRef } from "@org/messages-core"
import * as Effect from "effect/Effect"
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

describe("VeryfrontClient", () => {
  it.scopedLive("takes a UUID in small letters for the one that was asked for in capitals", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(`${server.url}/conversations`)
      const native = {
        id: "3e55a9e0-0000-4000-8000-0000000000ab",
        conversation_id: "0b0e5a1e-0000-4000-8000-00000000000a",
        parent_id: null,
        seq: 1,
        role: "assistant",
        parts: [{ type: "text", text: "hi" }],
        status: "completed",
        created_at: "2024-01-01T00:00:00Z",
        updated_at: null
      }
      yield* server.answer("veryfront.get-message", ContractServer.json(native))
      const address = at(native.id.toUpperCase())
      assert.deepStrictEqual(yield* client.getJson(address), native)
      assert.deepStrictEqual<unknown>(yield* client.getMessage(address), native)
    })
  )
})
