/** Keeps the journal of a copy in a file of lines. */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { mkdir, open, readFile, rename, truncate } from "node:fs/promises"
import { dirname } from "node:path"
import { type CopyJournal, JournalEntry } from "../copy/CopyJournal.js"
import { StorageFailure } from "../export/ExportFailure.js"
import * as FileFailure from "./FileFailure.js"
import * as LockFile from "./LockFile.js"

/** The journal at a path; its folder is created when the first entry is written. */
export const at = (path: string): CopyJournal => ({
  path,
  lock: Effect.zipRight(
    FileFailure.attempt(path, () => mkdir(dirname(path), { recursive: true })),
    LockFile.acquire(path)
  ),
  entries: Effect.gen(function* () {
    const text = yield* FileFailure.orMissing(
      FileFailure.attempt(path, () => readFile(path, "utf8")),
      ""
    )
    // A kill in the middle of a write leaves half a line: that entry was never durable.
    const whole = text.slice(0, text.lastIndexOf("\n") + 1)
    if (whole !== text) yield* FileFailure.attempt(path, () => truncate(path, Buffer.byteLength(whole)))
    return yield* Either.mapLeft(
      Either.all(
        whole
          .split("\n")
          .slice(0, -1)
          .map((line) => decode(line))
      ),
      () => new StorageFailure({ path, cause: "it is not the journal of a copy" })
    )
  }),
  append: (entry) =>
    FileFailure.attempt(path, async () => {
      await mkdir(dirname(path), { recursive: true })
      const handle = await open(path, "a")
      try {
        await handle.appendFile(`${JSON.stringify(entry)}\n`)
        await handle.datasync()
      } finally {
        await handle.close()
      }
    }),
  clear: FileFailure.attempt(path, () => rename(path, `${path}.finished`))
})

const decode = Schema.decodeEither(Schema.parseJson(JournalEntry))
