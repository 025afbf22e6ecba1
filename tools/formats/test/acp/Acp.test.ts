/** The laws of `acp`, with the schema of ACP's package as a judge, and a client that an agent sends what is exported. */
import { agent, client, methods, PROTOCOL_VERSION, type SessionNotification } from "@agentclientprotocol/sdk"
import { describe, it } from "@effect/vitest"
import type { Message } from "@org/messages-core"
import { Acp, type AcpNotification } from "@org/messages-formats"
import * as Either from "effect/Either"
import assert from "node:assert/strict"
import { laws } from "../suite.js"
import { suite } from "./Acp.js"

laws(suite, 200)

const conversation: ReadonlyArray<Message.Message> = [
  { version: 1, id: "m1", conversation: { id: "s1" }, role: "user", parts: [{ type: "text", text: "Find it." }] },
  {
    version: 1,
    id: "m2",
    conversation: { id: "s1" },
    role: "assistant",
    parts: [
      { type: "reasoning", text: "Where?" },
      { type: "tool-call", callId: "c1", name: "search", input: { q: 1 }, state: "completed" }
    ]
  },
  {
    version: 1,
    conversation: { id: "s1" },
    role: "tool",
    parts: [{ type: "tool-result", callId: "c1", content: [{ type: "text", text: "here" }], isError: false }]
  }
]

const exported = (messages: ReadonlyArray<Message.Message>): ReadonlyArray<AcpNotification> =>
  Either.getOrThrow(Acp.export(messages, { keep: "none" })).value

describe("Acp.export", () => {
  it("gives the updates of a session that is loaded", () => {
    assert.deepEqual(exported(conversation), [
      {
        sessionId: "s1",
        update: { sessionUpdate: "user_message_chunk", content: { type: "text", text: "Find it." }, messageId: "m1" }
      },
      {
        sessionId: "s1",
        update: { sessionUpdate: "agent_thought_chunk", content: { type: "text", text: "Where?" }, messageId: "m2" }
      },
      {
        sessionId: "s1",
        update: {
          sessionUpdate: "tool_call",
          toolCallId: "c1",
          title: "search",
          name: "search",
          status: "completed",
          rawInput: { q: 1 }
        }
      },
      {
        sessionId: "s1",
        update: {
          sessionUpdate: "tool_call_update",
          toolCallId: "c1",
          status: "completed",
          content: [{ type: "content", content: { type: "text", text: "here" } }]
        }
      }
    ])
  })

  it("gives notifications that an agent sends and a client reads", async () => {
    const notifications = exported(conversation)
    const official: ReadonlyArray<SessionNotification> = [...notifications]
    const read: Array<SessionNotification> = []
    const loading = agent({ name: "archive" })
      .onRequest(methods.agent.initialize, ({ params }) => ({ protocolVersion: params.protocolVersion }))
      .onRequest(methods.agent.session.load, async ({ client }) => {
        for (const notification of official) await client.notify(methods.client.session.update, notification)
        return {}
      })
    await client({ name: "editor" })
      .onNotification(methods.client.session.update, ({ params }) => {
        read.push(params)
      })
      .connectWith(loading, async (connection) => {
        await connection.request(methods.agent.initialize, {
          protocolVersion: PROTOCOL_VERSION,
          clientCapabilities: {}
        })
        await connection.request(methods.agent.session.load, { sessionId: "s1", cwd: "/", mcpServers: [] })
      })
    assert.deepEqual(read, notifications)
  })

  it("makes up one session for a conversation that names none", () => {
    const messages = conversation.map(({ conversation: _, ...message }) => message)
    const { report, value } = Either.getOrThrow(Acp.export(messages, { keep: "none" }))
    assert.equal(new Set(value.map(({ sessionId }) => sessionId)).size, 1)
    assert.deepEqual(
      report.synthetic,
      value.map((_, index) => `/${index}/sessionId`)
    )
  })

  it("leaves out what a system says", () => {
    assert.deepEqual(exported([{ version: 1, role: "system", parts: [{ type: "text", text: "Be brief." }] }]), [])
  })
})
