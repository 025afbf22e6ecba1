/** What `ag-ui` says of the weather, and what it leaves out. */
export const agUi = {
  value: [
    {
      role: "system",
      content: "Be brief.",
      id: "msg_0"
    },
    {
      role: "user",
      name: "ada",
      content: [
        {
          type: "text",
          text: "What is the weather here?"
        },
        {
          type: "image",
          source: {
            type: "data",
            value: "aGk=",
            mimeType: "image/png"
          }
        }
      ],
      id: "m1"
    },
    {
      role: "reasoning",
      content: "A map of Oslo.",
      encryptedValue: "c2ln",
      id: "msg_1"
    },
    {
      role: "assistant",
      content: "Let me look.",
      toolCalls: [
        {
          id: "call_1",
          type: "function",
          function: {
            name: "weather",
            arguments: '{"city":"Oslo"}'
          }
        }
      ],
      id: "m2"
    },
    {
      role: "tool",
      toolCallId: "call_1",
      content: '{"celsius":21}',
      id: "msg_2"
    },
    {
      role: "assistant",
      content: "21 degrees.",
      id: "m4"
    },
    {
      role: "activity",
      activityType: "messages.step-start",
      content: {},
      id: "msg_3"
    }
  ],
  report: {
    kept: 35,
    changed: ["/3/parts/0/output/celsius"],
    dropped: ["/1/createdAt", "/1/parts/1/filename", "/2/finishReason", "/2/parts/0/signedBy"],
    added: ["/0/id", "/2/version", "/2/id", "/2/role", "/4/id", "/6/version", "/6/id", "/6/role"],
    synthetic: ["/0/id", "/2/id", "/4/id", "/6/id"]
  }
}
