/** Imports an NDJSON file into an archive: node archive-import.js NDJSON DATABASE */
import { Archive, ArchiveLayer } from "@org/messages-archive"
import { Message } from "@org/messages-core"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { createReadStream } from "node:fs"
import { createInterface } from "node:readline"

const [, , source = "", path = ""] = process.argv

/** Hundreds of lines at once, as the program by hand takes them. */
async function* batches() {
  let batch: Array<Message.Message> = []
  for await (const line of createInterface({ input: createReadStream(source) })) {
    const value: unknown = JSON.parse(line)
    if (!Message.isMessage(value)) throw new Error(`this line is not a message: ${line}`)
    batch.push(value)
    if (batch.length < 500) continue
    yield Chunk.unsafeFromArray(batch)
    batch = []
  }
  yield Chunk.unsafeFromArray(batch)
}

const messages = Stream.flattenChunks(Stream.fromAsyncIterable(batches(), (error) => error))

await Effect.flatMap(Archive, (archive) => archive.import(messages)).pipe(
  Effect.provide(ArchiveLayer.layer({ path, settings: { path: "ARCHIVE", databaseUrl: "DATABASE_URL" } })),
  Effect.runPromise
)
