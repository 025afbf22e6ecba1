/** Runs the README's program, and checks that it prints what the README says. */
import { ReadmeSuite } from "@org/messages-contract/suites"

ReadmeSuite.run({
  test: import.meta.url,
  example: () => import("./example.js"),
  provider: "mielto",
  message: { id: "m1", conversation_id: "c1", sender_id: "u1", workspace_id: "w1", role: "user", content: "Hello" },
  environment: (url) => ({ MIELTO_API_KEY: "a-key", MIELTO_API_URL: url })
})
