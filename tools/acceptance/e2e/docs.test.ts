/** Checks that the documents agree with the code, and that their links and paths exist. */
import { assert, describe, it } from "@effect/vitest"
import { ErrorStatus, Message, MessageError, Part, Provider } from "@org/messages-core"
import * as SchemaAST from "effect/SchemaAST"
import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { read, root } from "./Workspace.js"

const canonical = read("docs/canonical.md")

const failure = (reason: MessageError.Reason, origin: MessageError.ProviderFailure["origin"] = "provider") =>
  new MessageError.ProviderFailure({ provider: "factory", operation: "get", attempts: 1, reason, origin })

const draft = { provider: "factory", path: "/text", problem: "must not be empty" } as const
const missing = { provider: "factory", ref: "factory:s/m" } as const

/** An error for each first column of the table. */
const errors: Readonly<Record<string, MessageError.MessageError>> = {
  "`InvalidRef`": MessageError.InvalidRef.of("x", "y"),
  "`InvalidCursor`": new MessageError.InvalidCursor({ problem: "it was altered" }),
  "`InvalidDraft`": new MessageError.InvalidDraft(draft),
  "`InvalidDraft`, too large": new MessageError.InvalidDraft({ ...draft, limitBytes: 1 }),
  "`MessageNotFound`": new MessageError.MessageNotFound(missing),
  "`ConversationNotFound`": new MessageError.ConversationNotFound(missing),
  "`ConversationChanged`": new MessageError.ConversationChanged({ ref: "factory:s" }),
  "`NotConfigured`": new MessageError.NotConfigured({ provider: "factory", variable: "X" }),
  "`NotSupported`": new MessageError.NotSupported({ provider: "honcho", operation: "post" }),
  "`GatewayFailure`": new MessageError.GatewayFailure({ url: "https://x", origin: "gateway", problem: "failed" }),
  "`ArchiveFailure`": new MessageError.ArchiveFailure({
    reason: "Unavailable",
    place: "a.db",
    problem: "cannot be used",
    advice: "check --file"
  }),
  "`Unauthorized`": failure("Unauthorized"),
  "`Forbidden`": failure("Forbidden"),
  "`PaymentRequired`": failure("PaymentRequired"),
  "`Rejected`": failure("Rejected"),
  "`RateLimited`": failure("RateLimited"),
  "`Unavailable`, the provider": failure("Unavailable"),
  "`Unavailable`, the network": failure("Unavailable", "network"),
  "`Timeout`": failure("Timeout", "network"),
  "`Malformed`": failure("Malformed"),
  "`TooLarge`": failure("TooLarge", "gateway")
}

describe("docs/canonical.md", () => {
  it("has the errors and statuses of the code in its table", () => {
    const rows = [...canonical.matchAll(/^\| (`[A-Z]\w+`.*?) +\| (\w+) +\| (\d) +\| (\d{3}) +\|/gm)]
    const told = rows.map(([, error = "", origin, , status]) => [error, { origin, status: Number(status) }])
    const known = Object.entries(errors).map(([name, error]) => [name, ErrorStatus.of(error)])
    assert.deepStrictEqual(told, known)
    const tags = MessageError.MessageError.members.map((error) => error._tag)
    for (const name of [...tags, ...MessageError.Reason.literals]) assert.include(canonical, `\`${name}\``)
  })

  it("names every field of a message, and every part with its fields", () => {
    for (const { name } of SchemaAST.getPropertySignatures(Message.Message.ast))
      assert.match(canonical, new RegExp(`\`${String(name)}\\??\``))
    for (const { ast } of Part.Part.members) {
      const fields = SchemaAST.getPropertySignatures(ast)
      const type = fields.find(({ name }) => name === "type")?.type
      assert(type?._tag === "Literal")
      const [row = ""] = new RegExp(`^\\| \`${type.literal}\` .*$`, "m").exec(canonical) ?? []
      for (const field of fields.map(({ name }) => String(name))) {
        if (!["type", "id", "at", "residue"].includes(field)) assert.match(row, new RegExp(`\`${field}\\??\``))
      }
    }
  })

  it("has the refs of every provider", () => {
    for (const [name, { conversation, message, query, title }] of Object.entries(Provider.descriptors)) {
      const row = new RegExp(`^\\| ${title} +\\| \`${name}:${message}\` +\\| \`${name}:${conversation}\` +\\|$`, "m")
      assert.match(canonical, row)
      if (query !== undefined) assert.include(canonical, `\`?${query}=\` for ${title}`)
    }
  })
})

const documents = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { cwd: root })
  .toString()
  .trim()
  .split("\n")
  .filter((path) => existsSync(join(root, path)))

describe.each(documents)("%s", (path) => {
  const text = read(path)

  it("links to files that exist", () => {
    for (const [, link = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      const [file = ""] = link.split("#")
      if (file !== "" && !link.includes("://")) assert.isTrue(existsSync(join(root, dirname(path), file)), link)
    }
  })

  it("names files of the workspace that exist", () => {
    for (const [, file = ""] of text.matchAll(/`((?:packages|apps|tools|docs)\/[\w./-]+)`/g))
      assert.isTrue(existsSync(join(root, file)), file)
  })
})
