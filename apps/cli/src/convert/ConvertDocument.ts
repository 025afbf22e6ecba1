/** Runs `messages convert`. */
import { Catalogue, Conversion, type Export } from "@org/messages-formats"
import { LocalFile } from "@org/messages-runtime"
import { type Command, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import type { Run } from "../commandline/RunnableCommand.js"
import * as Note from "../output/Note.js"
import * as ConvertCommand from "./ConvertCommand.js"
import * as DocumentArgument from "./DocumentArgument.js"
import * as FormattedMessages from "./FormattedMessages.js"

/** The code of the command. */
export const run: Run = (given) =>
  Effect.gen(function* () {
    const { registry } = DocumentArgument
    const to = given.value(ConvertCommand.to)
    const files = yield* sidecars(given, to)
    const loss = yield* FormattedMessages.options(given, to)
    const from = given.value(ConvertCommand.from)
    const residue = files.read === undefined ? undefined : yield* DocumentArgument.json(files.read)
    const elements = yield* DocumentArgument.elements(given.argument, from)
    const source = yield* Conversion.read(registry, elements, from, residue)
    if (source.ignored.length > 0) yield* Note.note(ignored(source.ignored))
    const written = yield* FormattedMessages.print(source.messages, to, files.keep, loss)
    if (files.write !== undefined) {
      const sidecar = written.residue ?? { version: 1, format: to, runs: [] }
      yield* LocalFile.write(files.write, `${JSON.stringify(sidecar, null, 2)}\n`)
    }
    yield* FormattedMessages.failOnLoss(written, loss)
  })

interface Sidecars {
  readonly read: string | undefined
  readonly write: string | undefined
  readonly keep: Export.Keep
}

/** Which sidecars are read and written, and what the document itself keeps. */
const sidecars = Effect.fn("ConvertDocument.sidecars")(function* (given: Command.Given, to: string) {
  const usage = (problem: string) => new UsageError({ problem, command: "convert" })
  const { clean, residue, residueIn } = ConvertCommand
  const [file, fileIn, isClean] = [given.value(residue), given.value(residueIn), given.value(clean)]
  if (file !== undefined && isClean) return yield* usage("--residue and --clean exclude each other")
  if (Catalogue.isForPeople(to)) {
    if (file !== undefined) return yield* usage(`--residue and --to ${to} exclude each other; use --residue-in`)
    return { read: fileIn, write: undefined, keep: "none" } satisfies Sidecars
  }
  if (Conversion.needsNoSidecar(DocumentArgument.registry, to)) {
    if (file !== undefined && fileIn !== undefined)
      return yield* usage(`--residue is read where the target is ${to}, so --residue-in is one too many`)
    return { read: file ?? fileIn, write: undefined, keep: "none" } satisfies Sidecars
  }
  const hasSlot = DocumentArgument.registry.get(to)?.hasSlot === true
  const keep = file !== undefined ? "beside" : hasSlot && !isClean ? "embed" : "none"
  return { read: fileIn, write: file, keep } satisfies Sidecars
})

const ignored = (places: ReadonlyArray<string>): string => {
  const slots = places.filter((place) => place !== "")
  return [
    ...(slots.length > 0
      ? [`what the document keeps at ${slots.slice(0, 5).join(", ")} does not fit and is ignored`]
      : []),
    ...(slots.length < places.length ? ["the residue does not fit the document and is ignored, at least in part"] : [])
  ].join("; ")
}
