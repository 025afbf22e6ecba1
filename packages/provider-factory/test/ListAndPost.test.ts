/** Lists of messages and conversations, over real HTTP. */
import { ListSuite } from "@org/messages-contract/suites"
import { ConversationRef } from "@org/messages-core"
import * as Either from "effect/Either"
import { connect, errorOf } from "./Client.js"

const conversation = Either.getOrThrow(
  ConversationRef.make({ provider: "factory", sessionId: "s/1", computerId: "c&1" })
)

ListSuite.run("FactoryClient", {
  provider: "factory",
  connect,
  errorOf,
  ref: "factory:s%2F1?computerId=c%261",
  headers: { authorization: "Bearer fk-test" },
  calls: [
    {
      operation: "list",
      send: (client) => client.listJson(conversation, { cursor: "a/?&=", limit: 7 }),
      request: "GET /api/v0/sessions/s%2F1/messages?cursor=a%2F%3F%26%3D&limit=7&computerId=c%261",
      taken: [[{ messages: [] }, { elements: [], envelope: { messages: [] } }]],
      malformed: [
        ["", []],
        ["/messages", {}],
        ["/messages", { messages: {} }]
      ],
      isRetried: true
    },
    {
      operation: "list",
      send: (client) => client.listJson(conversation, {}),
      request: "GET /api/v0/sessions/s%2F1/messages?computerId=c%261",
      taken: [
        [
          { messages: [1], more: 2 },
          { elements: [1], envelope: { messages: [1], more: 2 } }
        ]
      ],
      malformed: [],
      isRetried: true
    },
    {
      operation: "conversations",
      send: (client) => client.conversationsJson({ limit: 7 }),
      request: "GET /api/v0/sessions?limit=7",
      taken: [[{ sessions: [] }, { elements: [], envelope: { sessions: [] } }]],
      malformed: [["/sessions", { messages: [] }]],
      isRetried: true
    }
  ]
})
