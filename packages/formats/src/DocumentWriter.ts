/** Writes a conversation as the text of a document while its messages arrive. Where the format allows it, nothing is collected. */
import { Json, type Message } from "@org/messages-core"
import * as Either from "effect/Either"
import type { Messages } from "./algebra/Definition.js"
import type { Keep } from "./algebra/Export.js"
import type { NotExpressible } from "./algebra/FormatError.js"
import type { Import } from "./algebra/Import.js"
import * as Report from "./algebra/Report.js"
import type { Sidecar } from "./algebra/residue/Sidecar.js"
import * as Conversion from "./Conversion.js"
import type * as Document from "./document/Document.js"
import * as Html from "./document/html/Html.js"
import * as Markdown from "./document/markdown/Markdown.js"
import type { Registry } from "./Formats.js"

/** How to write. */
export interface Options {
  /** Where to keep what the format cannot express; nowhere by default. */
  readonly keep?: Keep
  /** The content of the source document that is not in its messages, for the sidecar. */
  readonly others?: Import["others"]
  /** Whether to make the whole report, with every path, and not only its counts. */
  readonly isReported?: boolean
  /** What a document for people shows. */
  readonly shown?: Document.Options & {
    /** The title of the document. */
    readonly title?: string
  }
}

/** The end of a document. */
export interface End {
  /** The text that follows the messages. */
  readonly text: string
  /** The sidecar, if one was requested. */
  readonly residue?: Sidecar
  /** The counts of the report; absent for documents for people. */
  readonly counts?: Report.Counts
  /** The whole report, if it was requested. */
  readonly report?: Report.Report
}

/** A document that is being written. */
export interface DocumentWriter {
  /** Returns the text for these messages. */
  readonly add: (messages: Messages) => string
  /** Ends it. */
  readonly end: () => Either.Either<End, NotExpressible>
}

/** Whether documents of a format are written message by message; for others, all messages are collected first. */
export const isFlat = (registry: Registry, to: string): boolean =>
  to === "markdown" || to === "html" || (registry.get(to) !== undefined && Conversion.needsNoSidecar(registry, to))

/** Starts a document of a format. */
export const make = (registry: Registry, to: string, options: Options = {}): DocumentWriter => {
  if (to === "markdown") return forPeople(Markdown.writer(options.shown))
  if (to === "html") return forPeople(Html.writer(options.shown))
  if (to === "ndjson") return canonical(to, options, lines)
  if (to === "canonical") return canonical(to, options, list())
  return isFlat(registry, to) && options.keep !== "beside"
    ? native(registry, to, options)
    : whole(registry, to, options)
}

/** A document as it is printed: a text as it is, everything else as JSON with indents. */
export const textOf = (value: Json.Json): string =>
  typeof value === "string" ? value : `${JSON.stringify(value, null, 2)}\n`

const whole = (registry: Registry, to: string, { isReported, keep, others }: Options): DocumentWriter => {
  const collected: Array<Message.Message> = []
  return {
    add: (messages) => {
      for (const message of messages) collected.push(message)
      return ""
    },
    end: () =>
      Either.map(Conversion.write(registry, collected, to, keep, others), ({ report, residue, value }) => ({
        text: textOf(typeof value === "object" && value !== null ? value : typeof value === "string" ? value : [value]),
        ...(residue !== undefined && { residue }),
        ...(report !== undefined && { counts: Report.counts(report), ...(isReported === true && { report }) })
      }))
  }
}

const forPeople = ({ end, message, start }: Document.Writer): DocumentWriter => {
  let head = start
  const started = (text: string) => {
    const whole = head + text
    head = ""
    return whole
  }
  return {
    add: (messages) => (messages.length === 0 ? "" : started(messages.map(message).join(""))),
    end: () => Either.right({ text: started(end()) })
  }
}

/** How elements become text. */
interface Printer {
  readonly add: (elements: ReadonlyArray<Json.Json>) => string
  readonly end: () => string
}

const lines: Printer = {
  add: (elements) => elements.map((element) => `${JSON.stringify(element)}\n`).join(""),
  end: () => ""
}

/** A list as `textOf` prints it. */
const list = (): Printer => {
  let before = "[\n"
  return {
    add: (elements) =>
      elements
        .map((element) => {
          const text = `${before}  ${JSON.stringify(element, null, 2).replaceAll("\n", "\n  ")}`
          before = ",\n"
          return text
        })
        .join(""),
    end: () => (before === ",\n" ? "\n]\n" : "[]\n")
  }
}

const canonical = (format: string, { isReported }: Options, printer: Printer): DocumentWriter => {
  let kept = 0
  return {
    add: (messages) => {
      // Counting visits every value, so it happens only where the number is shown.
      if (isReported === true) kept += messages.reduce((sum, message) => sum + Report.countOf(message), 0)
      return printer.add(messages)
    },
    end: () =>
      Either.right({
        text: printer.end(),
        counts: { kept, changed: 0, dropped: 0, added: 0, synthetic: 0 },
        ...(isReported === true && { report: { format, kept, changed: [], dropped: [], added: [], synthetic: [] } })
      })
  }
}

/** A provider's form, in which every message is an independent element. */
const native = (registry: Registry, to: string, { isReported }: Options): DocumentWriter => {
  const printer = list()
  const names = { changed: [], dropped: [], added: [], synthetic: [] } satisfies Lists
  const lists: Lists = names
  const counts = { kept: 0, changed: 0, dropped: 0, added: 0, synthetic: 0 }
  let place = 0
  let failure: NotExpressible | undefined
  const one = (message: Message.Message): ReadonlyArray<Json.Json> => {
    const written = registry.export(to, [message], { keep: "none" })
    if (Either.isLeft(written)) {
      failure ??= written.left
      return []
    }
    const { report, value } = written.right
    counts.kept += report.kept
    for (const kind of kinds) {
      counts[kind] += report[kind].length
      if (isReported === true) for (const path of report[kind]) lists[kind].push(path.replace(/^\/\d+/, `/${place}`))
    }
    place += 1
    return Json.isArray(value) ? value : [value]
  }
  return {
    add: (messages) => (failure === undefined ? printer.add(messages.flatMap(one)) : ""),
    end: () =>
      failure === undefined
        ? Either.right({
            text: printer.end(),
            counts,
            ...(isReported === true && { report: { format: to, kept: counts.kept, ...lists } })
          })
        : Either.left(failure)
  }
}

const kinds = ["changed", "dropped", "added", "synthetic"] as const

type Lists = { readonly [Kind in (typeof kinds)[number]]: Array<string> }
