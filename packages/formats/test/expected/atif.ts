/** What `atif` says of the weather, and what it leaves out. */
export const atif = {
  value: {
    schema_version: "ATIF-v1.7",
    agent: {
      name: "unknown",
      version: "unknown"
    },
    steps: [
      {
        step_id: 1,
        source: "system",
        message: "Be brief."
      },
      {
        step_id: 2,
        source: "user",
        timestamp: "2026-01-15T10:30:00Z",
        message: [
          {
            type: "text",
            text: "What is the weather here?"
          },
          {
            type: "image",
            source: {
              media_type: "image/png",
              path: "data:image/png;base64,aGk="
            }
          }
        ]
      },
      {
        step_id: 3,
        source: "agent",
        message: "Let me look.",
        reasoning_content: "A map of Oslo.",
        tool_calls: [
          {
            tool_call_id: "call_1",
            function_name: "weather",
            arguments: {
              city: "Oslo"
            }
          }
        ],
        observation: {
          results: [
            {
              source_call_id: "call_1",
              content: '{"celsius":21}'
            }
          ]
        }
      },
      {
        step_id: 4,
        source: "agent",
        message: "21 degrees."
      }
    ]
  },
  report: {
    kept: 30,
    changed: ["/3/parts/0/output/celsius"],
    dropped: [
      "/1/id",
      "/1/author/name",
      "/1/parts/1/filename",
      "/2/id",
      "/2/finishReason",
      "/2/parts/0/signature",
      "/2/parts/0/signedBy",
      "/4/id",
      "/4/parts/1/type"
    ],
    synthetic: ["/agent/name", "/agent/version"],
    added: []
  }
}
