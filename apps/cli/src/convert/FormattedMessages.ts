/** Prints messages in a format while they arrive, and reports what is lost. */
import type { FormatError, Json, Message } from "@org/messages-core"
import { Catalogue, Conversion, DocumentWriter, type Export, type Report, type Sidecar } from "@org/messages-formats"
import { LocalFile } from "@org/messages-runtime"
import { type Command, Escape, Print, type StreamFailure, Streams, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as DocumentOptions from "../commandline/DocumentOptions.js"
import type { GlobalOptions } from "../commandline/GlobalOptions.js"
import * as LossOptions from "../commandline/LossOptions.js"
import { LossFound } from "../errors/CommandFailure.js"
import * as Note from "../output/Note.js"
import * as DocumentArgument from "./DocumentArgument.js"
import * as FilePaths from "./FilePaths.js"

/** A kind of loss that `--fail-on` names. */
export type Loss = "dropped" | "changed" | "synthetic"

/** The values of the options. */
export interface Options {
  readonly to: string
  readonly keep: Export.Keep
  /** The file of the sidecar. */
  readonly residue?: string | undefined
  readonly report: string | undefined
  readonly failOn: ReadonlyArray<Loss>
  readonly shown: DocumentWriter.Options["shown"]
  /** The content of the source document that is not in its messages. */
  readonly others?: DocumentWriter.Options["others"]
  /** Whether the command reports the losses of all its documents together, so that no document reports its own. */
  readonly isSummed?: boolean
}

/** Reads the options, and refuses those that make no sense for the format. */
export const options = Effect.fn("FormattedMessages.options")(function* (
  given: Command.Given,
  to: string,
  command: string
) {
  const { detail, reasoning } = DocumentOptions
  const report = given.value(LossOptions.report)
  const words = given.value(LossOptions.failOn)?.split(",") ?? []
  const failOn = words.filter(isLoss)
  const usage = (problem: string) => new UsageError({ problem, command })
  if (failOn.length < words.length)
    return yield* usage("--fail-on takes dropped, changed and synthetic, separated by commas")
  const shown = { detail: given.value(detail), reasoning: given.value(reasoning) }
  if (Catalogue.isForPeople(to)) {
    if (report !== undefined || words.length > 0)
      return yield* usage(`${to} is a document for people and has no report: leave out --report and --fail-on`)
  } else
    for (const option of DocumentOptions.all)
      if (given.value(option) !== undefined)
        return yield* usage(`${option.name} works only with formats for people; ${to} is for programs`)
  return {
    report,
    failOn,
    shown: { ...(shown.detail && { detail: shown.detail }), ...(shown.reasoning && { reasoning: shown.reasoning }) }
  }
})

/** Reads the options of a command that reads messages itself, including where to keep what the format cannot express. `files` are the other files that the command reads or writes. */
export const ofRead = Effect.fn("FormattedMessages.ofRead")(function* (
  given: Command.Given,
  to: string,
  command: string,
  files: ReadonlyArray<FilePaths.NamedFile> = []
) {
  const residue = given.value(LossOptions.residue)
  const isClean = given.value(LossOptions.clean)
  if (residue !== undefined && isClean)
    return yield* new UsageError({ problem: "--residue and --clean cannot be combined", command })
  if (residue !== undefined && (Catalogue.isForPeople(to) || Conversion.needsNoSidecar(DocumentArgument.registry, to)))
    return yield* new UsageError({
      problem: `--residue cannot be combined with --format ${to}: nothing is written to a residue file for this format`,
      command
    })
  yield* FilePaths.check(
    [...files, { name: "--residue", path: residue, isWritten: true }, ...FilePaths.ofOptions(given)],
    command
  )
  const keep = residue !== undefined ? "beside" : isClean ? "none" : keepOf(to)
  return { to, keep, residue, ...(yield* options(given, to, command)) } satisfies Options
})

/** Writes the text of a document to its destination. */
export type Write<E, R> = (text: string) => Effect.Effect<void, E, R>

/** A document that is being printed. */
export interface Output<E, R> {
  readonly add: (messages: ReadonlyArray<Message.Message>) => Effect.Effect<void, E, R>
  /** Ends the document, writes the sidecar, and reports losses as the options say. */
  readonly end: Effect.Effect<
    DocumentWriter.End,
    E | FormatError.FormatError | LocalFile.UnreadableFile,
    R | Streams | GlobalOptions
  >
}

/** Starts a document. */
export const open = <E, R>(options: Options, write: Write<E, R>): Output<E, R> => {
  const { failOn, keep, others, report, residue, shown, to } = options
  const isReported = report !== undefined || failOn.length > 0
  const document = DocumentWriter.make(DocumentArgument.registry, to, {
    keep,
    isReported,
    ...(shown !== undefined && { shown }),
    ...(others !== undefined && { others })
  })
  return {
    add: (messages) => Effect.suspend(() => write(document.add(messages))),
    end: Effect.gen(function* () {
      const end = yield* document.end()
      yield* write(end.text)
      if (residue !== undefined) yield* writeSidecar(residue, to, end.residue)
      if (end.counts !== undefined) yield* say(end, options)
      return end
    })
  }
}

/** Prints to standard output; on a terminal, as escaped text. */
export const toStandardOutput: Write<StreamFailure, Streams> = (text) =>
  text === ""
    ? Effect.void
    : Effect.flatMap(Streams, ({ stdout }) => stdout.write(stdout.terminal ? Escape.text(text) : text))

/** Where a printed document keeps what the format cannot express: in the format's slots, or nowhere if it has none. */
export const keepOf = (format: string): Export.Keep =>
  Catalogue.standard.some(({ name, slot }) => name === format && slot !== undefined) ? "embed" : "none"

/** Fails if the document loses what `--fail-on` names. */
export const failOnLoss = (
  { counts, report }: DocumentWriter.End,
  { failOn, others = [] }: Pick<Options, "failOn" | "others">
): Either.Either<void, LossFound> => {
  if (counts === undefined) return Either.void
  const found = failOn.filter((kind) => counts[kind] > 0)
  const dropped = failOn.includes("dropped") ? others.length : 0
  return found.length === 0 && dropped === 0
    ? Either.void
    : Either.left(new LossFound({ found, counts, others: dropped, report: withOthers(report ?? counts, others) }))
}

/** How much is lost, as one line; `undefined` if nothing is. */
export const lineOf = ({ changed, dropped, synthetic }: Report.Counts, keep: Export.Keep): string | undefined => {
  const [first, ...rest] = [
    { count: dropped, word: "dropped" },
    { count: changed, word: "changed" },
    { count: synthetic, word: "made up" }
  ].filter(({ count }) => count > 0)
  if (first === undefined) return undefined
  const counts = [`${first.count} ${first.count === 1 ? "leaf" : "leaves"} ${first.word}`]
  for (const { count, word } of rest) counts.push(`${count} ${word}`)
  const kept = {
    embed: "; the document embeds the original values",
    beside: "; the residue keeps the original values",
    none: ""
  }
  // What is made up has no original value.
  return `${counts.join(", ")}${dropped + changed > 0 ? kept[keep] : ""}; --report for all`
}

/** Writes the report to the place that the options name, or prints it as one line. */
const say = Effect.fn("FormattedMessages.say")(function* (
  { counts, report }: DocumentWriter.End,
  { isSummed, keep, others, report: file }: Options
) {
  const whole = withOthers(report ?? {}, others)
  if (file === "-") return yield* Print.jsonError(whole)
  if (file !== undefined) return yield* LocalFile.write(file, `${JSON.stringify(whole, null, 2)}\n`)
  const line = counts && lineOf(counts, keep)
  if (line !== undefined && isSummed !== true) yield* Note.note(line)
})

/** The report, with how many objects of each type in the document are not messages. */
const withOthers = (report: object, others: ReadonlyArray<Json.JsonObject> | undefined): object =>
  others === undefined || others.length === 0 ? report : { ...report, others: Conversion.countOthers({ others }) }

const writeSidecar = (path: string, format: string, sidecar: Sidecar.Sidecar | undefined) =>
  LocalFile.write(path, `${JSON.stringify(sidecar ?? { version: 1, format, runs: [] }, null, 2)}\n`)

const isLoss = (word: string): word is Loss => word === "dropped" || word === "changed" || word === "synthetic"
