/** What `mcp` says of the weather, and what it leaves out. */
export const mcp = {
  value: [
    {
      role: "user",
      content: {
        type: "text",
        text: "Be brief."
      }
    },
    {
      role: "user",
      content: {
        type: "text",
        text: "What is the weather here?"
      }
    },
    {
      role: "user",
      content: {
        type: "image",
        data: "aGk=",
        mimeType: "image/png"
      }
    },
    {
      role: "assistant",
      content: {
        type: "text",
        text: "Let me look."
      }
    },
    {
      role: "assistant",
      content: [
        {
          type: "tool_use",
          id: "call_1",
          name: "weather",
          input: {
            city: "Oslo"
          }
        }
      ]
    },
    {
      role: "user",
      content: [
        {
          type: "tool_result",
          toolUseId: "call_1",
          content: [
            {
              type: "text",
              text: '{"celsius":21}'
            }
          ],
          structuredContent: {
            celsius: 21
          }
        }
      ]
    },
    {
      role: "assistant",
      content: {
        type: "text",
        text: "21 degrees."
      }
    }
  ],
  report: {
    kept: 27,
    changed: ["/0/role"],
    dropped: [
      "/1/id",
      "/1/author/name",
      "/1/createdAt",
      "/1/parts/1/filename",
      "/2/id",
      "/2/finishReason",
      "/2/parts/0/type",
      "/2/parts/0/text",
      "/2/parts/0/signature",
      "/2/parts/0/signedBy",
      "/4/id",
      "/4/parts/1/type"
    ],
    added: ["/2/version", "/2/role", "/4/version", "/4/role"],
    synthetic: []
  }
}
