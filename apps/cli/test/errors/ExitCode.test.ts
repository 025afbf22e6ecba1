import { assert, describe, it } from "@effect/vitest"
import { MessageError } from "@org/messages-core"
import { readFileSync } from "node:fs"
import * as ExitCode from "../../src/errors/ExitCode.js"
import { failure } from "../support.js"

const canonical = readFileSync(new URL("../../../../docs/canonical.md", import.meta.url), "utf8")

/** The exit codes of the table of errors, by the name in its first column. */
const documented = new Map(
  [...canonical.matchAll(/^\| `([A-Z]\w+)`.*? +\| \w+ +\| (\d) +\| \d{3} +\|/gm)].map(([, name = "", exit]) => [
    name,
    Number(exit)
  ])
)

const missing = { provider: "factory", ref: "factory:s/m" } as const

const errors: ReadonlyArray<MessageError.MessageError> = [
  MessageError.InvalidRef.of("x", "y"),
  new MessageError.InvalidDraft({ provider: "factory", path: "", problem: "x" }),
  new MessageError.MessageNotFound(missing),
  new MessageError.ConversationNotFound(missing),
  new MessageError.InvalidCursor({ problem: "x" }),
  new MessageError.ConversationChanged({ ref: "factory:s" }),
  new MessageError.NotConfigured({ provider: "factory", variable: "X" }),
  new MessageError.NotSupported({ provider: "honcho", operation: "post" }),
  new MessageError.GatewayFailure({ url: "https://x", origin: "gateway", problem: "failed" }),
  new MessageError.ArchiveFailure({ reason: "Unavailable", place: "a.db", problem: "failed", advice: "look" })
]

describe("ExitCode", () => {
  it("is what the table of errors says", () => {
    for (const error of errors) assert.strictEqual(ExitCode.of(error), documented.get(error._tag), error._tag)
    for (const reason of MessageError.Reason.literals)
      assert.strictEqual(ExitCode.of(failure({ reason })), documented.get(reason), reason)
    assert.strictEqual(documented.size, errors.length + MessageError.Reason.literals.length)
  })

  it("is 9 for a post whose outcome is unknown, whatever the reason", () => {
    for (const reason of MessageError.Reason.literals)
      assert.strictEqual(ExitCode.of(failure({ reason, operation: "post", delivery: "unknown" })), 9)
    assert.match(canonical, /^\| any of a post, `delivery: "unknown"` +\| +\| 9 +\|/m)
  })

  it("has a meaning for each code", () => {
    const meanings = new Set(ExitCode.meanings.map(([code]) => code))
    for (const code of documented.values()) assert.isTrue(meanings.has(code))
  })
})
