/** Lists of messages and conversations, and posts, over real HTTP. */
import { ListSuite } from "@org/messages-contract/suites"
import { ConversationRef } from "@org/messages-core"
import * as Either from "effect/Either"
import { connect, errorOf } from "./Client.js"

const conversation = Either.getOrThrow(
  ConversationRef.make({ provider: "mielto", conversationId: "c&1", workspaceId: "w1" })
)

ListSuite.run("MieltoClient", {
  provider: "mielto",
  connect,
  errorOf,
  ref: "mielto:conversation/c%261?workspaceId=w1",
  headers: { authorization: "Bearer mk_test", "x-workspace-id": "w1" },
  calls: [
    {
      operation: "list",
      send: (client) => client.listJson(conversation, { skip: 3, limit: 7 }),
      request: "GET /api/v1/messages?conversation_id=c%261&skip=3&limit=7",
      taken: [
        [{ data: [1] }, { elements: [1], envelope: { data: [1] } }],
        [{ items: [1] }, { elements: [1], envelope: { items: [1] } }],
        [{ messages: [1] }, { elements: [1], envelope: { messages: [1] } }],
        [[1], { elements: [1], envelope: {} }]
      ],
      malformed: [
        ["", "x"],
        ["/data", { conversations: [] }]
      ],
      isRetried: true
    },
    {
      operation: "conversations",
      send: (client) => client.conversationsJson("w1", { skip: 0, limit: 7 }),
      request: "GET /api/v1/conversations?skip=0&limit=7",
      taken: [[{ conversations: [1] }, { elements: [1], envelope: { conversations: [1] } }]],
      malformed: [["/data", { messages: [] }]],
      isRetried: true
    },
    {
      operation: "post",
      send: (client) => client.addMessage(conversation, { content: "hi" }, { enableMemories: true }),
      request: "POST /api/v1/messages",
      body: { conversation_id: "c&1", content: { content: "hi" }, enable_memories: true },
      taken: [
        [{ id: "m1" }, { id: "m1" }],
        [{ ok: true }, {}]
      ],
      malformed: [
        ["", null],
        ["", { error: "no" }],
        ["", { detail: "no" }]
      ],
      isRetried: false
    }
  ]
})
