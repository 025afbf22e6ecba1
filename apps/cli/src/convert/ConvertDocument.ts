/** Runs `messages convert`. */
import { Catalogue, Conversion, DocumentWriter, type Export } from "@org/messages-formats"
import { type Command, type StreamFailure, type Streams, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import type { Run } from "../commandline/RunnableCommand.js"
import * as LongRun from "../export/LongRun.js"
import * as Note from "../output/Note.js"
import * as ConvertCommand from "./ConvertCommand.js"
import * as DocumentArgument from "./DocumentArgument.js"
import * as DocumentInput from "./DocumentInput.js"
import * as FilePaths from "./FilePaths.js"
import * as FormattedMessages from "./FormattedMessages.js"
import * as Redacting from "./Redacting.js"
import * as SourceRemarks from "./SourceRemarks.js"

/** The code of the command. */
export const run: Run = (given) =>
  Effect.gen(function* () {
    const { registry } = DocumentArgument
    const to = given.value(ConvertCommand.to)
    const files = yield* sidecars(given, to)
    const options = {
      to,
      keep: files.keep,
      residue: files.write,
      ...(yield* FormattedMessages.options(given, to, "convert"))
    }
    yield* FilePaths.check(
      [
        { name: "the document", path: isStandardInput(given.argument) ? undefined : given.argument, isWritten: false },
        { name: "--residue", path: given.value(ConvertCommand.residue), isWritten: files.write !== undefined },
        { name: "--residue-in", path: given.value(ConvertCommand.residueIn), isWritten: false },
        ...FilePaths.ofOptions(given)
      ],
      "convert"
    )
    const redaction = yield* Redacting.make(given)
    const from = given.value(ConvertCommand.from)
    const residue = files.read === undefined ? undefined : yield* DocumentArgument.json(files.read)
    const inLines = residue === undefined && DocumentWriter.isFlat(registry, to)
    const document = yield* DocumentInput.open(given.argument, from, inLines)
    let output: FormattedMessages.Output<StreamFailure, Streams>
    let others: Conversion.Source["others"]
    if (document._tag === "Lines") {
      LongRun.tune()
      output = FormattedMessages.open(options, FormattedMessages.toStandardOutput)
      for (let lines = yield* document.next; lines !== undefined; lines = yield* document.next)
        yield* output.add(redaction.next(yield* document.reader.read(lines)))
    } else {
      const { elements, rest } = document.content
      const read = yield* Conversion.read(registry, elements, from, residue, rest && [rest])
      const source = read.others === undefined ? read : { ...read, others: redaction.others(read.others) }
      others = source.others
      const remarks = SourceRemarks.of(source, rest !== undefined, placeOf(files.keep))
      yield* Effect.forEach(remarks, Note.note)
      output = FormattedMessages.open({ ...options, others }, FormattedMessages.toStandardOutput)
      yield* output.add(redaction.next(source.messages))
    }
    yield* redaction.note
    yield* FormattedMessages.failOnLoss(yield* output.end, { ...options, others })
  })

const isStandardInput = (path: string): boolean => path === "" || path === "-"

interface Sidecars {
  readonly read: string | undefined
  readonly write: string | undefined
  readonly keep: Export.Keep
}

/** Which sidecars are read and written, and whether the document has slots. */
const sidecars = Effect.fn("ConvertDocument.sidecars")(function* (given: Command.Given, to: string) {
  const usage = (problem: string) => new UsageError({ problem, command: "convert" })
  const { clean, residue, residueIn } = ConvertCommand
  const [file, fileIn, isClean] = [given.value(residue), given.value(residueIn), given.value(clean)]
  if (file !== undefined && isClean) return yield* usage("--residue and --clean cannot be combined")
  if (Catalogue.isForPeople(to)) {
    if (file !== undefined) return yield* usage(`--residue cannot be combined with --to ${to}; use --residue-in`)
    return { read: fileIn, write: undefined, keep: "none" } satisfies Sidecars
  }
  if (Conversion.needsNoSidecar(DocumentArgument.registry, to)) {
    if (file !== undefined && fileIn !== undefined)
      return yield* usage(`With --to ${to}, --residue is read, so --residue-in is one too many`)
    return { read: file ?? fileIn, write: undefined, keep: "none" } satisfies Sidecars
  }
  const hasSlot = DocumentArgument.registry.get(to)?.hasSlot === true
  const keep = file !== undefined ? "beside" : hasSlot && !isClean ? "embed" : "none"
  return { read: fileIn, write: file, keep } satisfies Sidecars
})

const placeOf = (keep: Export.Keep): string =>
  keep === "beside" ? "which the residue keeps" : "which the output leaves out"
