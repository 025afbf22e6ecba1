/** Remarks about an archive for a person. */
import { Archive } from "@org/messages-archive"
import * as Effect from "effect/Effect"
import * as Note from "../output/Note.js"

/** What fills an archive. */
export const fill = "To fill it: messages archive sync --all"

/** The remark, or what to do next if the archive has no messages at all. */
export const nothing = Effect.fn("ArchiveNotes.nothing")(function* (remark: string) {
  const archive = yield* Archive
  const { gone, messages } = yield* archive.stats
  yield* Note.note(messages + gone > 0 ? remark : `The archive ${archive.place} has no messages yet. ${fill}`)
})
