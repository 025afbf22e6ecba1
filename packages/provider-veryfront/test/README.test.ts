/** Runs the README's program, and checks that it prints what the README says. */
import { ReadmeSuite } from "@org/messages-contract/suites"

ReadmeSuite.run({
  test: import.meta.url,
  example: () => import("./example.js"),
  provider: "veryfront",
  message: {
    id: "11111111-1111-4111-a111-111111111111",
    conversation_id: "11111111-1111-4111-a111-111111111111",
    seq: 1,
    role: "user",
    parts: [{ type: "text", text: "Hello" }],
    status: "completed",
    created_at: "2024-01-15T10:30:00Z"
  },
  environment: (url) => ({ VERYFRONT_API_TOKEN: "a-key", VERYFRONT_API_URL: url })
})
