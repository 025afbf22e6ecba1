/** Converts a document of one format to another, with a report of what is lost. */
import type { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import type { Messages } from "./algebra/Definition.js"
import type { Keep } from "./algebra/Export.js"
import type { NotExpressible } from "./algebra/FormatError.js"
import { InvalidDocument } from "./algebra/FormatError.js"
import type { Import } from "./algebra/Import.js"
import type { Report } from "./algebra/Report.js"
import * as Sidecar from "./algebra/residue/Sidecar.js"
import * as WithReport from "./algebra/WithReport.js"
import * as Catalogue from "./Catalogue.js"
import * as Field from "./Field.js"
import * as Html from "./document/html/Html.js"
import * as Markdown from "./document/markdown/Markdown.js"
import type { Registry } from "./Formats.js"
import * as Likeness from "./recognition/Likeness.js"

/** The messages of a document, and the format that they were read from. */
export interface Source extends Import {
  /** The format of the document, as it was named or recognized. */
  readonly from: string
}

/** A document, what was kept beside it, and the report; documents for people have none. */
export interface ConvertedDocument {
  /** The document: a JSON value, or a text in Markdown or HTML. */
  readonly value: Json.Json
  /** What the format cannot express, if it is kept beside the document. */
  readonly residue?: Sidecar.Sidecar
  /** What was dropped, changed or made up; absent for documents for people. */
  readonly report?: Report
}

/**
 * Reads the elements of a document. Without `from`, the document must look like exactly one format. `residue` is the sidecar that
 * the export returned. `others` is the content of the document that is not in its elements.
 */
export const read = (
  registry: Registry,
  elements: ReadonlyArray<unknown>,
  from?: string,
  residue?: unknown,
  others: NonNullable<Import["others"]> = []
): Either.Either<Source, InvalidDocument> =>
  Either.flatMap(from === undefined ? recognized(registry, elements) : known(registry, from), (name) =>
    Either.flatMap(
      registry.import(name === "ndjson" ? "canonical" : name, elements, residue),
      (source): Either.Either<Source, InvalidDocument> => {
        const problem = from === undefined ? undefined : Likeness.problemOf(registry, name, elements, source.messages)
        if (problem !== undefined) return Either.left(new InvalidDocument({ format: name, path: "", problem }))
        const all = others.length === 0 ? {} : { others: [...others, ...(source.others ?? [])] }
        return Either.right({ ...source, ...all, from: name })
      }
    )
  )

/** The document of messages in a format. A sidecar also keeps `others`, the content of the source document that is not in its messages. */
export const write = (
  registry: Registry,
  messages: Messages,
  to: string,
  keep: Keep = "none",
  others: Import["others"] = []
): Either.Either<ConvertedDocument, NotExpressible> => {
  if (to === "markdown") return Either.right({ value: Markdown.render(messages) })
  if (to === "html") return Either.right({ value: Html.render(messages) })
  const written = registry.export(to, messages, { keep })
  if (keep !== "beside" || others.length === 0) return written
  return Either.map(written, (target) =>
    WithReport.make(target.value, () => target.report, { ...(target.residue ?? Sidecar.make(to, [])), others })
  )
}

/** How many objects of each type in a document are not messages; objects without a type, such as the other keys of a request, count as `other`. */
export const countOthers = ({ others = [] }: Pick<Import, "others">): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>()
  for (const line of others) {
    const type = Field.text(line, "type") ?? "other"
    counts.set(type, (counts.get(type) ?? 0) + 1)
  }
  return Object.fromEntries(counts)
}

/** Whether a format itself keeps everything, so that it needs no sidecar: the canonical form and the providers' own. */
export const needsNoSidecar = (registry: Registry, name: string): boolean =>
  !Catalogue.standard.some((entry) => entry.name === name) ||
  name === "canonical" ||
  name === "ndjson" ||
  registry.get(name) === undefined

const known = (registry: Registry, from: string): Either.Either<string, InvalidDocument> => {
  const converter = registry.get(from)
  if (converter !== undefined && converter.isWriteOnly !== true) return Either.right(from)
  const isWritten = converter !== undefined || Catalogue.isForPeople(from)
  const readable = registry.names.filter((name) => isReadable(registry, name))
  const problem = isWritten ? "can only be written" : `cannot be read: the formats are ${readable.join(", ")}`
  return Either.left(new InvalidDocument({ format: from, path: "", problem }))
}

const isReadable = (registry: Registry, name: string): boolean => registry.get(name)?.isWriteOnly !== true

const recognized = (registry: Registry, elements: ReadonlyArray<unknown>): Either.Either<string, InvalidDocument> => {
  const recognized = registry.recognize(elements)
  const names = recognized.filter((name) => isReadable(registry, name))
  const [name] = names
  if (name !== undefined && names.length === 1) return Either.right(name)
  const problem =
    name !== undefined
      ? `could be any of ${names.join(", ")}; name its format`
      : recognized.length > 0
        ? `looks like ${recognized.join(" or ")}, which can only be written`
        : "looks like no known format; name its format"
  return Either.left(new InvalidDocument({ path: "", problem }))
}
