/** What `acp` says of the weather, and what it leaves out. */
export const acp = {
  value: [
    {
      sessionId: "session",
      update: {
        sessionUpdate: "user_message_chunk",
        content: {
          type: "text",
          text: "What is the weather here?"
        },
        messageId: "m1"
      }
    },
    {
      sessionId: "session",
      update: {
        sessionUpdate: "user_message_chunk",
        content: {
          type: "image",
          data: "aGk=",
          mimeType: "image/png"
        },
        messageId: "m1"
      }
    },
    {
      sessionId: "session",
      update: {
        sessionUpdate: "agent_thought_chunk",
        content: {
          type: "text",
          text: "A map of Oslo."
        },
        messageId: "m2"
      }
    },
    {
      sessionId: "session",
      update: {
        sessionUpdate: "agent_message_chunk",
        content: {
          type: "text",
          text: "Let me look."
        },
        messageId: "m2"
      }
    },
    {
      sessionId: "session",
      update: {
        sessionUpdate: "tool_call",
        toolCallId: "call_1",
        title: "weather",
        name: "weather",
        rawInput: {
          city: "Oslo"
        }
      }
    },
    {
      sessionId: "session",
      update: {
        sessionUpdate: "tool_call_update",
        toolCallId: "call_1",
        status: "completed",
        rawOutput: {
          celsius: 21
        }
      }
    },
    {
      sessionId: "session",
      update: {
        sessionUpdate: "agent_message_chunk",
        content: {
          type: "text",
          text: "21 degrees."
        },
        messageId: "m4"
      }
    }
  ],
  report: {
    kept: 29,
    changed: [],
    dropped: [
      "/0/version",
      "/0/role",
      "/0/parts/0/type",
      "/0/parts/0/text",
      "/1/author/name",
      "/1/createdAt",
      "/1/parts/1/filename",
      "/2/finishReason",
      "/2/parts/0/signature",
      "/2/parts/0/signedBy",
      "/4/parts/1/type"
    ],
    added: [
      "/0/conversation/id",
      "/1/version",
      "/1/id",
      "/1/conversation/id",
      "/1/role",
      "/2/conversation/id",
      "/3/version",
      "/3/id",
      "/3/conversation/id",
      "/3/role",
      "/4/version",
      "/4/conversation/id",
      "/4/role",
      "/5/conversation/id",
      "/6/conversation/id"
    ],
    synthetic: [
      "/0/sessionId",
      "/1/sessionId",
      "/2/sessionId",
      "/3/sessionId",
      "/4/sessionId",
      "/5/sessionId",
      "/6/sessionId"
    ]
  }
}
