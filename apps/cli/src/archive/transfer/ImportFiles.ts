/** Runs `messages archive import`. */
import { Archive, type Transfer } from "@org/messages-archive"
import { Escape, Print, Streams } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { GlobalOptions } from "../../commandline/GlobalOptions.js"
import type { Run } from "../../commandline/RunnableCommand.js"
import * as LongRun from "../../export/LongRun.js"
import * as Interruption from "../../Interruption.js"
import * as Note from "../../output/Note.js"
import * as OutputFormat from "../../output/OutputFormat.js"
import * as StatusLine from "../../output/StatusLine.js"
import * as ArchivePlace from "../ArchivePlace.js"
import * as Counted from "../../output/Counted.js"
import * as FileMessages from "./FileMessages.js"
import * as ImportCommand from "./ImportCommand.js"
import * as ImportNames from "./ImportNames.js"

/** The code of the command. The first file that cannot be read ends it; what was imported before stays. */
export const run: Run = (given) =>
  Effect.gen(function* () {
    const format = yield* OutputFormat.choose(given.value(ImportCommand.format))
    const files = given.all ?? []
    const from = given.value(ImportCommand.from)
    yield* ImportNames.check(files, from)
    LongRun.tune()
    const archive = yield* Archive
    const { json } = yield* GlobalOptions
    const { stderr } = yield* Streams
    const { clear, draw } = yield* StatusLine.make
    const isShown = stderr.terminal && !json
    const reports: Array<
      { readonly file: string } & Transfer.ImportReport & Pick<FileMessages.FileMessages, "others">
    > = []

    const one = (file: string) =>
      Effect.gen(function* () {
        const { messages, others, remarks } = yield* FileMessages.read(file, from)
        yield* Effect.forEach(remarks, (remark) => Note.note(`${file}: ${remark}`))
        const report = yield* archive
          .import(messages, {
            name: ImportNames.of(file),
            onProgress: (report) => (isShown ? draw(`${file}: ${words(report)}`) : Effect.void)
          })
          .pipe(Effect.ensuring(clear))
        reports.push({ file, ...report, ...(others !== undefined && { others }) })
        if (format === "pretty") yield* Print.prose(() => `${Escape.line(file)}  ${words(report)}\n`)
      })

    yield* Interruption.resumable("import", Effect.forEach(files, one, { discard: true }), false)
    if (format === "json") yield* Print.json({ files: reports })
  }).pipe(Effect.provide(ArchivePlace.layer(given)))

const words = ({ changed, conversations, new: added, older, unchanged }: Transfer.ImportReport): string =>
  [
    `${Counted.number(added)} new`,
    `${Counted.number(changed)} changed`,
    ...(older > 0 ? [`${Counted.number(older)} older than in the archive`] : []),
    `${Counted.number(unchanged)} unchanged`,
    Counted.of(conversations, "conversation")
  ].join(", ")
