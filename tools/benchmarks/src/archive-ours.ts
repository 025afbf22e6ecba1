/** Imports an NDJSON file into an archive: node archive-ours.js NDJSON DATABASE */
import { Archive, ArchiveLayer } from "@org/messages-archive"
import { Message } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { createReadStream } from "node:fs"
import { createInterface } from "node:readline"

const [, , source = "", path = ""] = process.argv

const lines = Stream.fromAsyncIterable(createInterface({ input: createReadStream(source) }), (error) => error)

const messages = Stream.mapConcat(lines, (line) => {
  const value: unknown = JSON.parse(line)
  return Message.isMessage(value) ? [value] : []
})

await Effect.flatMap(Archive, (archive) => archive.import(messages)).pipe(
  Effect.provide(ArchiveLayer.layer({ path, settings: { path: "ARCHIVE", databaseUrl: "DATABASE_URL" } })),
  Effect.runPromise
)
