/** Lists of messages and conversations, and posts, over real HTTP. */
import { ListSuite } from "@org/messages-contract/suites"
import { ConversationRef } from "@org/messages-core"
import * as Either from "effect/Either"
import { connect, errorOf } from "./Client.js"

const conversation = Either.getOrThrow(ConversationRef.make({ provider: "veryfront", conversationId: "c/1" }))

ListSuite.run("VeryfrontClient", {
  provider: "veryfront",
  connect,
  errorOf,
  ref: "veryfront:c%2F1",
  headers: { authorization: "Bearer vf_test" },
  calls: [
    {
      operation: "list",
      send: (client) => client.listJson(conversation, { cursor: "a/?&=", limit: 7 }),
      request: "GET /conversations/c%2F1/messages?cursor=a%2F%3F%26%3D&limit=7",
      taken: [
        [
          { data: [1], page_info: {} },
          { elements: [1], envelope: { data: [1], page_info: {} } }
        ],
        [{ items: [1] }, { elements: [1], envelope: { items: [1] } }]
      ],
      malformed: [
        ["", []],
        ["/data", { messages: [] }]
      ],
      isRetried: true
    },
    {
      operation: "list",
      send: (client) => client.listJson(conversation, { after: "50" }),
      request: "GET /conversations/c%2F1/messages?after=50",
      taken: [[{ items: [] }, { elements: [], envelope: { items: [] } }]],
      malformed: [],
      isRetried: true
    },
    {
      operation: "conversations",
      send: (client) => client.conversationsJson({}),
      request: "GET /conversations",
      taken: [[{ data: [] }, { elements: [], envelope: { data: [] } }]],
      malformed: [["/data", {}]],
      isRetried: true
    },
    {
      operation: "post",
      send: (client) =>
        client.addMessage(conversation, { role: "user", parts: [{ type: "text", text: "hi" }], idempotency_key: "k" }),
      request: "POST /conversations/c%2F1/messages",
      body: { role: "user", parts: [{ type: "text", text: "hi" }], idempotency_key: "k" },
      taken: [
        [
          { id: "m1", more: 1 },
          { id: "m1", more: 1 }
        ]
      ],
      malformed: [
        ["", []],
        ["/id", {}],
        ["/id", { id: "" }]
      ],
      isRetried: true
    }
  ]
})
