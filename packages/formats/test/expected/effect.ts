/** What `effect` says of the weather, and what it leaves out. */
export const effect = {
  value: {
    content: [
      {
        role: "system",
        content: "Be brief."
      },
      {
        role: "user",
        content: [
          {
            type: "text",
            text: "What is the weather here?"
          },
          {
            type: "file",
            mediaType: "image/png",
            fileName: "map.png",
            data: "aGk="
          }
        ]
      },
      {
        role: "assistant",
        content: [
          {
            type: "reasoning",
            text: "A map of Oslo.",
            options: {
              anthropic: {
                type: "thinking",
                signature: "c2ln"
              }
            }
          },
          {
            type: "text",
            text: "Let me look."
          },
          {
            type: "tool-call",
            id: "call_1",
            name: "weather",
            params: {
              city: "Oslo"
            },
            providerExecuted: false
          }
        ]
      },
      {
        role: "tool",
        content: [
          {
            type: "tool-result",
            id: "call_1",
            name: "weather",
            isFailure: false,
            result: {
              celsius: 21
            },
            providerExecuted: false
          }
        ]
      },
      {
        role: "assistant",
        content: "21 degrees."
      }
    ]
  },
  report: {
    kept: 33,
    changed: [],
    dropped: ["/1/id", "/1/author/name", "/1/createdAt", "/2/id", "/2/finishReason", "/4/id", "/4/parts/1/type"],
    synthetic: [],
    added: ["/3/parts/0/name"]
  }
}
