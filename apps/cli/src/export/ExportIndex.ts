/** The index of a folder of exports: which file keeps which conversation. */
import { ExportFileConflict, type StorageFailure } from "@org/messages-conversations"
import { FileFailure } from "@org/messages-conversations/node"
import { ConversationRef, SchemaField } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { mkdir, readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"

const { count, required } = SchemaField

/** One export. */
export const IndexEntry = Schema.Struct({
  conversation: required(ConversationRef.ConversationRef, "The ref of the conversation"),
  file: required(Schema.String, "The name of its file in the folder"),
  messages: count("How many messages the file has"),
  faults: count("How many elements could not be read"),
  isComplete: required(Schema.Boolean, "Whether the end of the conversation was reached")
}).annotations({ identifier: "IndexEntry", description: "One export of a folder" })
export type IndexEntry = typeof IndexEntry.Type

const Index = Schema.Struct({
  version: required(Schema.Literal(1), "The version of this form"),
  exports: required(Schema.Array(IndexEntry), "Every export, in the order of the refs")
}).annotations({ identifier: "ExportIndex", description: "The index of a folder of exports" })

/** The path of the index of a folder. */
export const pathIn = (folder: string): string => join(folder, "index.json")

/** Creates the folder if it is missing, and reads the entries of its index. */
export const open = (
  folder: string
): Effect.Effect<ReadonlyMap<string, IndexEntry>, ExportFileConflict | StorageFailure> =>
  Effect.gen(function* () {
    const path = pathIn(folder)
    yield* Effect.catchIf(
      FileFailure.attempt(folder, () => mkdir(folder, { recursive: true })),
      ({ cause }) => cause === "EEXIST" || cause === "ENOTDIR",
      () =>
        Effect.fail(
          new ExportFileConflict({ path: folder, problem: "several conversations need a folder, and this is a file" })
        )
    )
    const text = yield* Effect.catchIf(
      FileFailure.attempt(path, () => readFile(path, "utf8")),
      ({ cause }) => cause === "ENOENT",
      () => Effect.succeed(undefined)
    )
    if (text === undefined) return new Map<string, IndexEntry>()
    const { exports } = yield* Either.mapLeft(
      decode(text),
      () => new ExportFileConflict({ path, problem: "it is not an index of exports; choose another folder" })
    )
    return new Map(exports.map((entry) => [entry.conversation, entry]))
  })

/** Writes the index in one step. */
export const write = (
  folder: string,
  entries: ReadonlyMap<string, IndexEntry>
): Effect.Effect<void, StorageFailure> => {
  const path = pathIn(folder)
  const exports = [...entries.values()].sort((a, b) => (a.conversation < b.conversation ? -1 : 1))
  return FileFailure.attempt(path, async () => {
    await writeFile(`${path}.new`, `${JSON.stringify({ version: 1, exports }, undefined, 2)}\n`, { flush: true })
    await rename(`${path}.new`, path)
  })
}

const decode = Schema.decodeEither(Schema.parseJson(Index))
