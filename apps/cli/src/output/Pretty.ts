/** Shows a message to a person. All text of the message is escaped. Metadata and residue are named, not shown. */
import type { Message } from "@org/messages-core"
import { Escape, type Style } from "@org/messages-terminal"
import * as Bytes from "./Bytes.js"
import * as PrettyPart from "./PrettyPart.js"
import * as Unshown from "./Unshown.js"

/** The text of a message: who wrote it, what is known about it, and its parts. */
export const message = (message: Message.Message, style: Style.Style): string =>
  [
    head(message, style),
    ...(message.parts.length === 0
      ? [style.faint("(no content)")]
      : message.parts.map((part) => PrettyPart.part(part, style))),
    rest(message, style)
  ]
    .filter((block) => block !== "")
    .map((block) => `${block}\n`)
    .join("\n")

const head = (message: Message.Message, style: Style.Style): string =>
  [
    `${style.strong(who(message))}  ${style.faint(Escape.line(message.ref ?? ""))}`.trimEnd(),
    ...facts(message).map((fact) => row(fact, style))
  ]
    .filter((line) => line !== "")
    .join("\n")

const who = ({ author, role }: Message.Message): string => {
  const name = author?.name ?? author?.id
  return Escape.line(name === undefined ? role : `${role} ${name}`)
}

type Fact = readonly [label: string, value: string | undefined]

const facts = (message: Message.Message): ReadonlyArray<Fact> =>
  [
    ["created", time(message.createdAt)],
    ["sent", time(message.sentAt)],
    ["edited", time(message.editedAt)],
    ["updated", message.updatedAt === message.createdAt ? undefined : time(message.updatedAt)],
    ["reply to", message.parentId],
    ["sequence", message.sequence?.toString()],
    ["status", message.status],
    ["phase", message.phase?.replace("_", " ")],
    ["seen by", message.visibility === "everyone" ? undefined : message.visibility],
    ["author", authorship(message)],
    ["model", message.model],
    ["tokens", tokens(message)],
    ["cost", message.cost && `${message.cost.amount} ${message.cost.unit}`],
    ["finished", message.finishReason],
    ["tags", message.tags?.join(", ")]
  ] satisfies ReadonlyArray<Fact>

const row = ([label, value]: Fact, { faint }: Style.Style): string =>
  value === undefined || value === "" ? "" : `${faint(label.padEnd(9))} ${Escape.line(Bytes.dataUrls(value))}`

const time = (moment: string | undefined): string | undefined => moment?.replace("T", " ").replace(/Z$/, " UTC")

const authorship = ({ author }: Message.Message): string | undefined =>
  [author?.kind, author?.name === undefined ? undefined : author.id].filter((word) => word !== undefined).join(", ")

const tokens = ({ tokenCount, usage = {} }: Message.Message): string | undefined =>
  [
    count(tokenCount, "in this message"),
    count(usage.inputTokens, "in"),
    count(usage.cachedInputTokens, "cached"),
    count(usage.outputTokens, "out"),
    count(usage.reasoningTokens, "for reasoning"),
    count(usage.totalTokens, "in total")
  ]
    .filter((words) => words !== undefined)
    .join(", ")

const count = (tokens: number | undefined, what: string): string | undefined =>
  tokens === undefined ? undefined : `${tokens} ${what}`

const rest = (message: Message.Message, { faint }: Style.Style): string => {
  const unshown = Unshown.of(message)
  return unshown.length === 0 ? "" : faint(`Not shown: ${unshown.map(Escape.line).join(", ")} (see --format json)`)
}
