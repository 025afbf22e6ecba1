/** The facts about a message besides its author, time, model and content, worded for the document. */
import type { Message } from "@org/messages-core"

/** One fact: a short label and its value. */
export interface Fact {
  readonly label: string
  readonly value: string
}

/** The facts of a message in reading order; if `brief`, only those that matter to a quick reader. */
export const of = (message: Message.Message, brief: boolean): ReadonlyArray<Fact> =>
  rows(message)
    .filter(([label]) => !brief || quick.has(label))
    .flatMap(([label, value]) => (value === undefined || value === "" ? [] : [{ label, value }]))

/** A time in a form for people. */
export const time = (moment: string): string => moment.replace("T", " ").replace(/Z$/, " UTC")

const quick = new Set(["status", "phase", "seen by"])

const rows = (message: Message.Message): ReadonlyArray<readonly [label: string, value: string | undefined]> => [
  ["created", moment(message.createdAt)],
  ["sent", moment(message.sentAt)],
  ["edited", moment(message.editedAt)],
  ["updated", message.updatedAt === message.createdAt ? undefined : moment(message.updatedAt)],
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
]

const moment = (text: string | undefined): string | undefined => (text === undefined ? undefined : time(text))

const authorship = ({ author }: Message.Message): string =>
  [author?.kind, author?.name === undefined ? undefined : author.id].filter((word) => word !== undefined).join(", ")

const tokens = ({ tokenCount, usage = {} }: Message.Message): string =>
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
