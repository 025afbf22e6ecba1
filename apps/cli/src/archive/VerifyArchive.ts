/** Runs `messages archive verify`. */
import { Archive } from "@org/messages-archive"
import { Print, Streams } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import type { Run } from "../commandline/RunnableCommand.js"
import { FaultyArchive } from "../errors/ArchiveErrors.js"
import * as ConversionCheck from "../export/ConversionCheck.js"
import * as LongRun from "../export/LongRun.js"
import * as Counted from "../output/Counted.js"
import * as OutputFormat from "../output/OutputFormat.js"
import * as StatusLine from "../output/StatusLine.js"
import * as ArchivePlace from "./ArchivePlace.js"
import * as VerifyCommand from "./VerifyCommand.js"

/** The code of the command. */
export const run: Run = (given) =>
  Effect.gen(function* () {
    const format = yield* OutputFormat.choose(given.value(VerifyCommand.format))
    LongRun.tune()
    const archive = yield* Archive
    const { json } = yield* GlobalOptions
    const { stderr } = yield* Streams
    const { clear, draw } = yield* StatusLine.make
    const isShown = stderr.terminal && !json
    const verification = yield* archive
      .verify({
        conversion: (message) => ConversionCheck.problem(message, undefined),
        onProgress: (messages) => (isShown ? draw(`${Counted.of(messages, "message")} checked`) : Effect.void)
      })
      .pipe(Effect.ensuring(clear))
    const { conversations, findingCount, messages, versions } = verification
    if (findingCount > 0) return yield* new FaultyArchive({ place: archive.place, verification })
    const words = `${Counted.of(messages, "message")} of ${Counted.of(conversations, "conversation")}, ${Counted.of(versions, "earlier content")}, all of them intact`
    yield* format === "json" ? Print.json(verification) : Print.prose(() => `${words}\n`)
  }).pipe(Effect.provide(ArchivePlace.existing(given)))
