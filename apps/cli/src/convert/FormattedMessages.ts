/** Prints messages in a format, and reports what the document does not say of them. */
import type { FormatError, Message } from "@org/messages-core"
import { Catalogue, Conversion, type Export, Redaction, RedactionRules, type Report } from "@org/messages-formats"
import { LocalFile } from "@org/messages-runtime"
import { type Command, Print, type StreamFailure, type Streams, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { GlobalOptions } from "../commandline/GlobalOptions.js"
import * as LossOptions from "../commandline/LossOptions.js"
import { LossFound } from "../errors/Failure.js"
import * as Note from "../output/Note.js"
import * as DocumentArgument from "./DocumentArgument.js"

/** A kind of loss that `--fail-on` names. */
export type Loss = "dropped" | "changed" | "synthetic"

/** What the options ask for. */
export interface Options {
  readonly report: string | undefined
  readonly failOn: ReadonlyArray<Loss>
  readonly rules: ReadonlyArray<RedactionRules.Rule>
}

/** Reads the options; documents for people have no report, so options about one are refused. */
export const options = Effect.fn("FormattedMessages.options")(function* (given: Command.Given, to: string) {
  const report = given.value(LossOptions.report)
  const words = given.value(LossOptions.failOn)?.split(",") ?? []
  const failOn = words.filter(isLoss)
  const usage = (problem: string) => new UsageError({ problem })
  if (failOn.length < words.length)
    return yield* usage("--fail-on takes dropped, changed and synthetic, separated by commas")
  if (Catalogue.isForPeople(to) && (report !== undefined || words.length > 0))
    return yield* usage(`${to} is a document for people and has no report: leave out --report and --fail-on`)
  return { report, failOn, rules: yield* rules(given) } satisfies Options
})

/** The messages with what the rules find taken out, and a line that counts it. */
export const redacted: (
  messages: ReadonlyArray<Message.Message>,
  rules: ReadonlyArray<RedactionRules.Rule>
) => Effect.Effect<ReadonlyArray<Message.Message>, never, Streams | GlobalOptions> = Effect.fn(
  "FormattedMessages.redacted"
)(function* (messages: ReadonlyArray<Message.Message>, rules: ReadonlyArray<RedactionRules.Rule>) {
  if (rules.length === 0) return messages
  const clean = Redaction.of(messages, rules)
  const counts = [...clean.counts].map(([name, count]) => `${count} × ${name}`)
  const dropped = clean.dropped.length === 0 ? "" : `; left out: ${clean.dropped.join(", ")}`
  yield* Note.note(`redacted: ${counts.length === 0 ? "nothing" : counts.join(", ")}${dropped}`)
  return clean.messages
})

/** Prints the document, and the report as a line or where the options say. */
export const print: (
  messages: ReadonlyArray<Message.Message>,
  to: string,
  keep: Export.Keep,
  options: Options
) => Effect.Effect<
  Conversion.Target,
  FormatError.FormatError | LocalFile.UnreadableFile | StreamFailure,
  Streams | GlobalOptions
> = Effect.fn("FormattedMessages.print")(function* (
  messages: ReadonlyArray<Message.Message>,
  to: string,
  keep: Export.Keep,
  { report: file, rules }: Options
) {
  const written = yield* Conversion.write(DocumentArgument.registry, yield* redacted(messages, rules), to, keep)
  yield* printValue(written.value)
  const { report } = written
  if (report === undefined) return written
  if (file === "-") yield* Print.jsonError(report)
  else if (file !== undefined) yield* LocalFile.write(file, `${JSON.stringify(report, null, 2)}\n`)
  else {
    const line = lineOf(report, keep)
    if (line !== undefined) yield* Note.note(line)
  }
  return written
})

/** Where a printed document keeps what the format does not say: in its slots, if it has any. */
export const keepOf = (format: string): Export.Keep =>
  Catalogue.standard.some(({ name, slot }) => name === format && slot !== undefined) ? "embed" : "none"

/** Fails if the document loses what `--fail-on` names. */
export const failOnLoss = ({ report }: Conversion.Target, { failOn }: Options): Either.Either<void, LossFound> => {
  const found = failOn.flatMap((kind) => (report === undefined || report[kind].length === 0 ? [] : [kind]))
  return found.length === 0 || report === undefined ? Either.void : Either.left(new LossFound({ found, report }))
}

/** The report as one line; nothing if the document says everything. */
export const lineOf = ({ changed, dropped, synthetic }: Report.Report, keep: Export.Keep): string | undefined => {
  const [first, ...rest] = [
    { count: dropped.length, word: "dropped" },
    { count: changed.length, word: "changed" },
    { count: synthetic.length, word: "made up" }
  ].filter(({ count }) => count > 0)
  if (first === undefined) return undefined
  const counts = [`${first.count} ${first.count === 1 ? "leaf" : "leaves"} ${first.word}`]
  for (const { count, word } of rest) counts.push(`${count} ${word}`)
  const kept = { embed: "; the document keeps them in its own slots", beside: "; the residue keeps them", none: "" }[
    keep
  ]
  return `${counts.join(", ")}${kept}; --report for all`
}

const printValue = (value: Conversion.Target["value"]) =>
  typeof value === "string"
    ? Print.bytes(new TextEncoder().encode(value))
    : Print.json(typeof value === "object" && value !== null ? value : [value])

const isLoss = (word: string): word is Loss => word === "dropped" || word === "changed" || word === "synthetic"

const rules = Effect.fn("FormattedMessages.rules")(function* (given: Command.Given) {
  const path = given.value(LossOptions.redactRules)
  const standard = given.value(LossOptions.redact) ? RedactionRules.standard : []
  if (path === undefined) return standard
  const value = yield* DocumentArgument.json(path)
  const own = yield* Either.mapLeft(
    RedactionRules.read(value),
    (reason) => new LocalFile.UnreadableFile({ path, use: "read", reason })
  )
  return [...own, ...standard]
})
