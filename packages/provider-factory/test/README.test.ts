/** Runs the README's program, and checks that it prints what the README says. */
import { ReadmeSuite } from "@org/messages-contract/suites"

ReadmeSuite.run({
  test: import.meta.url,
  example: () => import("./example.js"),
  provider: "factory",
  message: {
    id: "m1",
    role: "user",
    content: [{ type: "text", text: "Hello" }],
    createdAt: 1700000000000,
    updatedAt: 1700000000000
  },
  environment: (url) => ({ FACTORY_API_KEY: "a-key", FACTORY_API_URL: url })
})
