/** What `a2a` says of the weather, and what it leaves out. */
export const a2a = {
  value: [
    {
      messageId: "msg_0",
      role: "ROLE_USER",
      parts: [
        {
          text: "Be brief."
        }
      ]
    },
    {
      messageId: "m1",
      role: "ROLE_USER",
      parts: [
        {
          text: "What is the weather here?"
        },
        {
          raw: "aGk=",
          mediaType: "image/png",
          filename: "map.png"
        }
      ]
    },
    {
      messageId: "m2",
      role: "ROLE_AGENT",
      parts: [
        {
          data: {
            text: "A map of Oslo.",
            signature: "c2ln",
            signedBy: "anthropic"
          },
          metadata: {
            kind: "messages.reasoning"
          }
        },
        {
          text: "Let me look."
        },
        {
          data: {
            callId: "call_1",
            name: "weather",
            input: {
              city: "Oslo"
            }
          },
          metadata: {
            kind: "messages.tool-call"
          }
        }
      ]
    },
    {
      messageId: "msg_1",
      role: "ROLE_USER",
      parts: [
        {
          data: {
            callId: "call_1",
            output: {
              celsius: 21
            }
          },
          metadata: {
            kind: "messages.tool-result"
          }
        }
      ]
    },
    {
      messageId: "m4",
      role: "ROLE_AGENT",
      parts: [
        {
          text: "21 degrees."
        },
        {
          data: {},
          metadata: {
            kind: "messages.step-start"
          }
        }
      ]
    }
  ],
  report: {
    kept: 35,
    changed: ["/0/role", "/3/role"],
    dropped: ["/1/author/name", "/1/createdAt", "/2/finishReason"],
    added: ["/0/id", "/3/id"],
    synthetic: ["/0/messageId", "/3/messageId"]
  }
}
