/** Writes canonical messages as a document of a format, and keeps what the document cannot express. */
import { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import type { Definition, Messages, Run, SlotPlace } from "./Definition.js"
import { NotExpressible } from "./FormatError.js"
import * as DistinctParts from "./DistinctParts.js"
import * as Inventor from "./Inventor.js"
import * as Report from "./Report.js"
import * as Residual from "./residue/Residual.js"
import * as Section from "./Section.js"
import * as Sidecar from "./residue/Sidecar.js"
import * as Slot from "./residue/Slot.js"
import * as WithReport from "./WithReport.js"

/**
 * Where an export keeps what the format cannot express: in the document's own slots, in a sidecar beside it, or nowhere. If no message of a
 * conversation becomes an element, there are no slots, so the export has a sidecar instead.
 */
export type Keep = "embed" | "beside" | "none"

/** How to export. */
export interface Options {
  /** The default is `embed` for formats with a slot, and `beside` for others and for those whose slot is used on request only. */
  readonly keep?: Keep
}

/** The result of an export. */
export interface Export {
  /** The document. */
  readonly value: Run
  /** The sidecar, if one was requested and there is something to keep. */
  readonly residue?: Sidecar.Sidecar
  /** What the document says to a program that reads neither slots nor sidecar. It is computed on first access. */
  readonly report: Report.Report
}

/** The document of a conversation. */
export const of = (
  definition: Definition,
  given: Messages,
  options: Options = {}
): Either.Either<Export, NotExpressible> => {
  const { name, refusesEmpty, replayable, slot, slotOnRequest } = definition
  const messages = replayable === undefined ? given : DistinctParts.of(given)
  if (refusesEmpty === true && messages.length === 0)
    return Either.left(
      new NotExpressible({ format: name, problem: "it has no messages, and the format's readers refuse that" })
    )
  const keep = options.keep ?? (slot === undefined || slotOnRequest === true ? "beside" : "embed")
  const sections = Section.of(definition, messages, Inventor.of(messages))
  const clean = Section.valueOf(sections)
  const report = () => Report.of(definition, messages, clean)
  if (keep === "none") return Either.right(WithReport.make(clean, report))
  if (slot !== undefined && keep === "embed" && (clean.length > 0 || messages.length === 0))
    return Either.right(
      WithReport.make(
        sections.flatMap((section, index) => embedded(definition, slot, section, sections[index - 1]?.messages ?? [])),
        report
      )
    )
  const runs = entriesOf(definition, sections, clean)
  return Either.right(WithReport.make(clean, report, runs.length === 0 ? undefined : Sidecar.make(name, runs)))
}

/**
 * What has to be kept beside each section. If a reader would find different borders between the runs, or would meet a run of several elements
 * among entries, every section has an entry that names its elements.
 */
const entriesOf = (
  definition: Definition,
  sections: ReadonlyArray<Section.Section>,
  clean: Run
): ReadonlyArray<Residual.Residual> => {
  const entries = sections.map((section, index) =>
    Residual.of(definition, section, sections[index - 1]?.messages ?? [])
  )
  const needed = entries.flatMap((entry) => entry ?? [])
  if (definition.runs === undefined) return needed
  const found = definition.runs(clean)
  const isFound =
    found.length === sections.length && found.every(({ length }, index) => length === sections[index]?.run.length)
  return needed.length === 0 && isFound
    ? needed
    : entries.map((entry, index) => entry ?? { of: Residual.digestOf(sections[index]?.run ?? []) })
}

/** The run of a section with its residual in the slot. A value that already occupies the slot becomes part of the residual. */
const embedded = (definition: Definition, slot: SlotPlace, section: Section.Section, previous: Messages): Run => {
  const { run } = section
  const [first, ...rest] = run
  if (first === undefined) return run
  const isMistakable =
    (slot.get(first) !== undefined && Slot.get(slot, first) !== undefined) ||
    rest.some((element) => slot.get(element) !== undefined)
  const residual = Residual.of(definition, section, previous)
  if (!isMistakable && residual === undefined) return run
  const clean = [
    slot.clear(slot.put(first, null)),
    ...rest.map((element) => (slot.get(element) === undefined ? element : slot.clear(element)))
  ]
  const kept =
    residual !== undefined && Json.equal(clean, run)
      ? residual
      : (Residual.of(definition, { ...section, run: clean }, previous) ?? { of: Residual.digestOf(clean) })
  return Slot.put(slot, clean, kept)
}
