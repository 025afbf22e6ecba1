/** Reads the document of a command, from a file or standard input. */
import { FormatError } from "@org/messages-core"
import { DocumentText, Formats } from "@org/messages-formats"
import { ByteStream, LocalFile, ProviderForms, Utf8 } from "@org/messages-runtime"
import { Streams, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"

/** Every format that can be read or written, the providers' own included. */
export const registry: Formats.Registry = Formats.withProviders(ProviderForms.adapters)

/** The content of the document at a path; standard input if there is no path or it is `-`. */
export const content = Effect.fn("DocumentArgument.content")(function* (path: string, from: string | undefined) {
  const bytes = yield* path === "" || path === "-" ? standardInput(path) : LocalFile.read(path, "read")
  const named = from === undefined ? {} : { format: from }
  const text = yield* Either.mapLeft(
    Utf8.decode(bytes),
    () => new FormatError.InvalidDocument({ ...named, path: "", problem: "is not text in UTF-8" })
  )
  return yield* DocumentText.read(text, from)
})

/** The JSON of a file, such as a sidecar. */
export const json = Effect.fn("DocumentArgument.json")(function* (path: string) {
  const bytes = yield* LocalFile.read(path, "read")
  return yield* Utf8.decode(bytes).pipe(
    Either.flatMap((text) => Either.try((): unknown => JSON.parse(text))),
    Either.mapLeft(() => new LocalFile.UnreadableFile({ path, use: "read", reason: "is not JSON in UTF-8" }))
  )
})

const standardInput = Effect.fn("DocumentArgument.standardInput")(function* (path: string) {
  const { stdin } = yield* Streams
  if (stdin.terminal && path === "") return yield* new UsageError({ problem: "<file> is missing" })
  const bytes = yield* stdin.read
  if (bytes !== undefined) return bytes
  return yield* new UsageError({ problem: `Standard input has more than ${ByteStream.maximum / 1024 / 1024} MiB` })
})
