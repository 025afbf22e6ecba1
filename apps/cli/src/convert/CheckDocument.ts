/** Runs `messages check`. */
import { Check, type Finding } from "@org/messages-formats"
import { Escape, Print, type Style } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import type { Run } from "../commandline/RunnableCommand.js"
import { FindingsFound } from "../errors/CommandFailure.js"
import * as OutputFormat from "../output/OutputFormat.js"
import * as Note from "../output/Note.js"
import * as CheckCommand from "./CheckCommand.js"
import * as DocumentArgument from "./DocumentArgument.js"
import * as SourceRemarks from "./SourceRemarks.js"

/** The code of the command. */
export const run: Run = (given) =>
  Effect.gen(function* () {
    const format = yield* OutputFormat.choose(given.value(CheckCommand.format))
    const from = given.value(CheckCommand.from)
    const { elements, rest } = yield* DocumentArgument.content(given.argument, from)
    const check = yield* Check.of(DocumentArgument.registry, elements, from)
    const others = rest === undefined ? [] : [rest]
    const remarks = SourceRemarks.of({ from: check.from, ignored: [], others }, true, "which the check does not read")
    yield* Effect.forEach(remarks, Note.note)
    if (check.unlike > 0) yield* Note.note(unlike(check, elements.length))
    yield* format === "json" ? Print.json(check) : Print.prose((style) => pretty(check, style))
    if (check.findings.length > 0) yield* new FindingsFound({ count: check.findings.length })
  })

const unlike = ({ from, unlike }: Check.Check, total: number): string =>
  `${unlike} of ${total} ${total === 1 ? "element" : "elements"} ${unlike === 1 ? "does" : "do"} not look like the format ${from}; the check may miss problems there`

const pretty = ({ findings, from }: Check.Check, style: Style.Style): string =>
  findings.length === 0
    ? `${style.faint(`nothing found (${from})`)}\n`
    : findings.map((finding) => entry(finding, style)).join("\n")

const entry = ({ harm, kind, path, problem, where }: Finding.Finding, { faint, strong }: Style.Style): string =>
  [
    `${strong(kind)}  ${Escape.line(path)}`,
    `  it ${Escape.line(problem)}`,
    `  ${faint("why")} ${harm}`,
    `  ${faint("where")} ${where}`
  ]
    .map((line) => `${line}\n`)
    .join("")
