/** Lists of messages and conversations, and posts, over real HTTP. */
import { ListSuite } from "@org/messages-contract/suites"
import { ConversationRef } from "@org/messages-core"
import * as Either from "effect/Either"
import { connect, errorOf } from "./Client.js"

const conversation = Either.getOrThrow(
  ConversationRef.make({ provider: "honcho", workspaceId: "w/1", sessionId: "s1" })
)

ListSuite.run("HonchoClient", {
  provider: "honcho",
  connect,
  errorOf,
  ref: "honcho:w%2F1/s1",
  headers: { authorization: "Bearer hch-test" },
  calls: [
    {
      operation: "list",
      send: (client) => client.listJson(conversation, { page: 2, size: 7, reverse: true }),
      request: "POST /v3/workspaces/w%2F1/sessions/s1/messages/list?page=2&size=7&reverse=true",
      body: {},
      taken: [
        [
          { items: [1], total: 8 },
          { elements: [1], envelope: { items: [1], total: 8 } }
        ]
      ],
      malformed: [
        ["", []],
        ["/items", { data: [] }]
      ],
      isRetried: true
    },
    {
      operation: "conversations",
      send: (client) => client.conversationsJson("w/1", { page: 1, size: 7 }),
      request: "POST /v3/workspaces/w%2F1/sessions/list?page=1&size=7",
      body: {},
      taken: [[{ items: [] }, { elements: [], envelope: { items: [] } }]],
      malformed: [["/items", {}]],
      isRetried: true
    },
    {
      operation: "post",
      send: (client) =>
        client.addMessage(conversation, {
          content: "hi",
          peer_id: "alice",
          configuration: { reasoning: { enabled: false } }
        }),
      request: "POST /v3/workspaces/w%2F1/sessions/s1/messages",
      body: { messages: [{ content: "hi", peer_id: "alice", configuration: { reasoning: { enabled: false } } }] },
      taken: [[[{ id: "m1", more: 1 }], { id: "m1", more: 1 }]],
      malformed: [
        ["", {}],
        ["/0", []],
        ["/0/id", [{ id: ".." }]]
      ],
      isRetried: false
    }
  ]
})
