/** Remarks about an archive for a person. */
import { Archive } from "@org/messages-archive"
import type { Command } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as ArchiveOptions from "../commandline/ArchiveOptions.js"
import * as Note from "../output/Note.js"

/** Prints the remark, or what to do next if the archive has no messages at all. */
export const nothing = Effect.fn("ArchiveNotes.nothing")(function* (given: Command.Given, remark: string) {
  const { place, stats } = yield* Archive
  const { gone, messages } = yield* stats
  const fill = ArchiveOptions.fill(given.value(ArchiveOptions.file))
  yield* Note.note(messages + gone > 0 ? remark : `The archive ${place} has no messages yet. ${fill}`)
})
