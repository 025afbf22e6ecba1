/** What `langchain` says of the weather, and what it leaves out. */
export const langchain = {
  value: [
    {
      type: "system",
      data: {
        content: "Be brief.",
        additional_kwargs: {},
        response_metadata: {}
      }
    },
    {
      type: "human",
      data: {
        content: [
          {
            type: "text",
            text: "What is the weather here?"
          },
          {
            type: "image",
            mimeType: "image/png",
            data: "aGk=",
            metadata: {
              filename: "map.png"
            }
          }
        ],
        name: "ada",
        additional_kwargs: {},
        response_metadata: {
          output_version: "v1"
        },
        id: "m1"
      }
    },
    {
      type: "ai",
      data: {
        content: [
          {
            type: "reasoning",
            reasoning: "A map of Oslo.",
            signature: "c2ln"
          },
          {
            type: "text",
            text: "Let me look."
          },
          {
            type: "tool_call",
            id: "call_1",
            name: "weather",
            args: {
              city: "Oslo"
            }
          }
        ],
        additional_kwargs: {},
        response_metadata: {
          output_version: "v1",
          finish_reason: "tool_use"
        },
        tool_calls: [
          {
            type: "tool_call",
            id: "call_1",
            name: "weather",
            args: {
              city: "Oslo"
            }
          }
        ],
        invalid_tool_calls: [],
        id: "m2"
      }
    },
    {
      type: "tool",
      data: {
        content: '{"celsius":21}',
        tool_call_id: "call_1",
        artifact: {
          celsius: 21
        },
        additional_kwargs: {},
        response_metadata: {}
      }
    },
    {
      type: "ai",
      data: {
        content: "21 degrees.",
        additional_kwargs: {},
        response_metadata: {},
        tool_calls: [],
        invalid_tool_calls: [],
        id: "m4"
      }
    }
  ],
  report: {
    kept: 37,
    changed: [],
    dropped: ["/1/createdAt", "/2/parts/0/signedBy", "/4/parts/1/type"],
    synthetic: [],
    added: []
  }
}
