/** The laws of `mcp`, with MCP's own schemas as a judge, and a client and a server that read what is exported. */
import { Client } from "@modelcontextprotocol/sdk/client/index.js"
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js"
import { Server } from "@modelcontextprotocol/sdk/server/index.js"
import {
  CreateMessageRequestSchema,
  GetPromptRequestSchema,
  type PromptMessage,
  type SamplingMessage
} from "@modelcontextprotocol/sdk/types.js"
import { describe, it } from "@effect/vitest"
import type { Message } from "@org/messages-core"
import { Mcp, type McpMessage } from "@org/messages-formats"
import * as Either from "effect/Either"
import assert from "node:assert/strict"
import { laws } from "../suite.js"
import { suite } from "./Mcp.js"

laws(suite, 200)

const asked: ReadonlyArray<Message.Message> = [
  {
    version: 1,
    role: "user",
    visibility: "everyone",
    parts: [
      { type: "text", text: "What is this?" },
      { type: "file", mediaType: "image/png", data: "aGk=" },
      { type: "file", mediaType: "text/plain", text: "a note", filename: "a note.txt" }
    ]
  },
  { version: 1, role: "assistant", parts: [{ type: "text", text: "A map." }] }
]

const called: ReadonlyArray<Message.Message> = [
  {
    version: 1,
    role: "assistant",
    parts: [
      { type: "text", text: "Let me look." },
      { type: "tool-call", callId: "c1", name: "weather", input: { city: "Oslo" } },
      { type: "tool-call", callId: "c2", name: "time", input: { city: "Oslo" } }
    ]
  },
  { version: 1, role: "tool", parts: [{ type: "tool-result", callId: "c1", output: { celsius: 21 } }] },
  { version: 1, role: "tool", parts: [{ type: "tool-result", callId: "c2", output: "noon" }] }
]

const exported = (messages: ReadonlyArray<Message.Message>): ReadonlyArray<McpMessage> =>
  Either.getOrThrow(Mcp.export(messages, { keep: "none" })).value

/** A server and a client that talk to one another in memory. */
const connected = async (server: Server, client: Client, use: () => Promise<void>) => {
  const [ours, theirs] = InMemoryTransport.createLinkedPair()
  await Promise.all([server.connect(ours), client.connect(theirs)])
  try {
    await use()
  } finally {
    await client.close()
  }
}

const about = { name: "test", version: "1" }

describe("Mcp.export", () => {
  it("gives a prompt that a server sends and a client reads", async () => {
    const messages = exported(asked)
    const prompts = messages.filter(Mcp.isPrompt) satisfies Array<PromptMessage>
    assert.equal(prompts.length, messages.length)
    const server = new Server(about, { capabilities: { prompts: {} } })
    server.setRequestHandler(GetPromptRequestSchema, () => ({ messages: prompts }))
    const client = new Client(about)
    await connected(server, client, async () => {
      const { messages: read } = await client.getPrompt({ name: "resume" })
      assert.deepEqual(read, messages)
    })
  })

  it("gives a request for sampling, with calls and all their results, that a server sends and a client reads", async () => {
    const messages = exported(called)
    const samples = messages.filter(Mcp.isSampling) satisfies Array<SamplingMessage>
    assert.equal(samples.length, messages.length)
    const server = new Server(about)
    const client = new Client(about, { capabilities: { sampling: { tools: {} } } })
    let read: unknown
    client.setRequestHandler(CreateMessageRequestSchema, ({ params }) => {
      read = params.messages
      return { model: "m", role: "assistant", content: { type: "text", text: "21 degrees at noon." } }
    })
    await connected(server, client, async () => {
      await server.createMessage({
        messages: samples,
        maxTokens: 9,
        tools: [{ name: "weather", inputSchema: { type: "object" } }]
      })
      assert.deepEqual(read, messages)
    })
  })

  it("tells messages of prompts from those of sampling", () => {
    const messages = [...exported(asked), ...exported(called)]
    assert.deepEqual(messages.map(Mcp.isPrompt), [true, true, true, true, true, false, false])
    assert.deepEqual(messages.map(Mcp.isSampling), [true, true, false, true, true, true, true])
  })

  it("writes all calls of a message together, and all results after them", () => {
    assert.deepEqual(exported(called), [
      { role: "assistant", content: { type: "text", text: "Let me look." } },
      {
        role: "assistant",
        content: [
          { type: "tool_use", id: "c1", name: "weather", input: { city: "Oslo" } },
          { type: "tool_use", id: "c2", name: "time", input: { city: "Oslo" } }
        ]
      },
      {
        role: "user",
        content: [
          {
            type: "tool_result",
            toolUseId: "c1",
            content: [{ type: "text", text: '{"celsius":21}' }],
            structuredContent: { celsius: 21 }
          },
          { type: "tool_result", toolUseId: "c2", content: [{ type: "text", text: "noon" }] }
        ]
      }
    ])
  })

  it("writes results directly after their calls, before what else their message says", () => {
    const [first] = called.slice(1)
    const answer: Message.Message = {
      version: 1,
      role: "user",
      parts: [{ type: "text", text: "Here." }, ...(first?.parts ?? [])]
    }
    assert.deepEqual(
      exported([...called.slice(0, 1), answer]).map(({ content }) => (Array.isArray(content) ? "list" : content.type)),
      ["text", "list", "list", "text"]
    )
  })

  it("says who may see a message", () => {
    const audiences = (["everyone", "model", "user"] as const).map((visibility) => {
      const [message] = exported([{ version: 1, role: "user", visibility, parts: [{ type: "text", text: "hi" }] }])
      return message !== undefined && Mcp.isPrompt(message) && message.content.annotations?.audience
    })
    assert.deepEqual(audiences, [["user", "assistant"], ["assistant"], ["user"]])
  })

  it("gives a file that stands in the document the address that its name makes", () => {
    assert.deepEqual(exported(asked)[2], {
      role: "user",
      content: {
        type: "resource",
        resource: { uri: "file:///a%20note.txt", mimeType: "text/plain", text: "a note" },
        annotations: { audience: ["user", "assistant"] }
      }
    })
  })
})
