/** Runs the README's program, and checks that it prints what the README says. */
import { ReadmeSuite } from "@org/messages-contract/suites"

ReadmeSuite.run({
  test: import.meta.url,
  example: () => import("./example.js"),
  provider: "honcho",
  message: {
    id: "m1",
    content: "Hello",
    peer_id: "alice",
    session_id: "s1",
    workspace_id: "w1",
    metadata: {},
    created_at: "2024-01-15T10:30:00Z",
    token_count: 1
  },
  environment: (url) => ({ HONCHO_API_KEY: "a-key", HONCHO_URL: url })
})
