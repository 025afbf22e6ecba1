/** The messages of a file: NDJSON of canonical messages line by line, so that it may be of any size, or a document of any format. */
import type { StorageFailure } from "@org/messages-conversations"
import { ExportFiles } from "@org/messages-conversations/node"
import type { LocalFile } from "@org/messages-runtime"
import type { StreamFailure, Streams, UsageError } from "@org/messages-terminal"
import { FormatError, Json, Message } from "@org/messages-core"
import { Conversion } from "@org/messages-formats"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as DocumentArgument from "../../convert/DocumentArgument.js"
import * as SourceRemarks from "../../convert/SourceRemarks.js"

/** The messages of a file, and what is known about its other content. */
export interface FileMessages {
  readonly messages: Stream.Stream<Message.Message, StorageFailure | FormatError.FormatError>
  /** How many objects of each type are not messages, such as other lines of a session file; absent if all are. */
  readonly others?: Readonly<Record<string, number>>
  /** What to tell the user about content that is not imported. */
  readonly remarks: ReadonlyArray<string>
}

/** The messages of the file at a path; `-` is standard input. `from` names the format. */
export const read: (
  path: string,
  from: string | undefined
) => Effect.Effect<
  FileMessages,
  LocalFile.UnreadableFile | FormatError.FormatError | StreamFailure | UsageError,
  Streams
> = Effect.fn("FileMessages.read")(function* (path: string, from: string | undefined) {
  const mayBeLines = path !== "-" && (from === undefined || from === "ndjson")
  if (mayBeLines && (yield* hasLines(path))) return { messages: lines(path), remarks: [] }
  const { elements, rest } = yield* DocumentArgument.content(path, from)
  const source = yield* Conversion.read(DocumentArgument.registry, elements, from, undefined, rest && [rest])
  return {
    messages: Stream.fromIterable(source.messages),
    remarks: SourceRemarks.of(source, rest !== undefined, "which the archive does not keep"),
    ...(source.others !== undefined && source.others.length > 0 && { others: Conversion.countOthers(source) })
  }
})

/** Whether the first line is a canonical message. A file that cannot be read gets its error where it is read. */
const hasLines = (path: string) =>
  ExportFiles.at(path).lines.pipe(
    Stream.runHead,
    Effect.map((line) => Option.isSome(Option.flatMap(line, parse))),
    Effect.orElseSucceed(() => false)
  )

const lines = (path: string) =>
  ExportFiles.at(path).lines.pipe(
    Stream.zipWithIndex,
    Stream.filter(([line]) => line.trim() !== ""),
    Stream.mapEffect(([line, index]) =>
      Either.fromOption(
        parse(line),
        () =>
          new FormatError.InvalidDocument({
            format: "ndjson",
            path: "",
            problem: `of ${path} has no canonical message in line ${index + 1}`
          })
      )
    )
  )

const parse = (line: string): Option.Option<Message.Message> =>
  Option.filter(Either.getRight(decode(line.replace(/^\ufeff/, ""))), Message.isMessage)

const decode = Schema.decodeEither(Schema.parseJson(Json.JsonValue))
