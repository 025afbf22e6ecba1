/** Reads over real HTTP from a server that keeps to the contract. */
import { assert, describe, it } from "@effect/vitest"
import { ContractServer } from "@org/messages-contract"
import { ClientSuite } from "@org/messages-contract/suites"
import { MessageRef } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { at, connect, errorOf } from "./Client.js"

const inWorkspace = (workspaceId: string) => MessageRef.make({ provider: "mielto", messageId: "m1", workspaceId })

ClientSuite.run("MieltoClient", {
  provider: "mielto",
  connect,
  errorOf,
  at,
  id: "m1",
  request: {
    address: Either.getOrThrow(MessageRef.make({ provider: "mielto", messageId: "m/1?", workspaceId: "ws#1" })),
    path: "/api/v1/messages/m%2F1%3F",
    headers: { authorization: "Bearer mk_test", "x-workspace-id": "ws#1" }
  },
  prototype:
    '{"__proto__":{"a":1},"id":"m1","conversation_id":"c","sender_id":"s","content":"","workspace_id":"w","meta_data":{"__proto__":{"b":2},"constructor":3}}',
  beyond: {
    json: { id: "m1", conversation_id: "c1", content: [{ type: "text" }], sender_id: "s", workspace_id: "w" },
    path: "/content"
  },
  malformed: [
    ["", []],
    ["/content", { id: "m1", conversation_id: "c1" }],
    ["/conversation_id", { id: "m1", content: "" }],
    ["/conversation_id", { id: "m1", content: "", conversation_id: 7 }]
  ],
  errors: [
    ["error-402.json", { _tag: "ProviderFailure", reason: "PaymentRequired", detail: "Credit limit exceeded" }],
    ["error-404.json", { _tag: "MessageNotFound", ref: "mielto:m1", detail: "Message not found" }],
    [
      "error-422.json",
      {
        _tag: "ProviderFailure",
        reason: "Rejected",
        detail: "header.X-Workspace-Id: Input should be a valid string"
      }
    ]
  ],
  unsendable: MessageRef.make({ provider: "mielto", messageId: ".." })
})

describe("MieltoClient", () => {
  it.scopedLive("sends the workspace of the address, else the one of its options, else none", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const plain = yield* connect(server.url)
      const own = yield* connect(server.url, { workspaceId: "own" })
      yield* plain.getRaw(at("m1"))
      yield* own.getRaw(at("m1"))
      yield* Effect.flatMap(inWorkspace("other"), own.getRaw)
      const sent = server.requests.map(({ headers }) => headers["x-workspace-id"])
      assert.deepStrictEqual(sent, [undefined, "own", "other"])
    })
  )

  it.scopedLive("sends nothing for a workspace that no header can carry", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      for (const workspaceId of ["", "a\r\nx: y", "wörk", "a b", ".."]) {
        const error = yield* errorOf(Effect.flatMap(inWorkspace(workspaceId), client.getJson))
        assert.strictEqual(error["_tag"], "InvalidRef")
      }
      assert.deepStrictEqual(server.requests, [])
    })
  )
})
