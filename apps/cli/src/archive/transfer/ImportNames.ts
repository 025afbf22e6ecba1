/** The names of imported files. Messages that name no conversation belong to one with the name of their file, so two files must not share a name. */
import type { StorageFailure } from "@org/messages-conversations"
import type { FormatError, Message } from "@org/messages-core"
import type { LocalFile } from "@org/messages-runtime"
import { type StreamFailure, type Streams, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { basename, extname, resolve } from "node:path"
import * as FileMessages from "./FileMessages.js"

/** The name of a file, without its folder and ending. */
export const of = (file: string): string => basename(file, extname(file))

/** Refuses two files of which both would fill the same conversation. Files without such messages may share a name. */
export const check: (
  files: ReadonlyArray<string>,
  from: string | undefined
) => Effect.Effect<
  void,
  UsageError | LocalFile.UnreadableFile | FormatError.FormatError | StorageFailure | StreamFailure,
  Streams
> = Effect.fn("ImportNames.check")(function* (files: ReadonlyArray<string>, from: string | undefined) {
  const paths = [...new Map(files.map((file) => [resolve(file), file])).values()]
  const filled = new Map<string, string>()
  for (const file of paths) {
    if (!paths.some((other) => other !== file && of(other) === of(file))) continue
    const format = yield* formatOf(file, from)
    if (Option.isNone(format)) continue
    const conversation = `${format.value}/${of(file)}`
    const first = filled.get(conversation)
    if (first !== undefined)
      return yield* new UsageError({
        problem: `${JSON.stringify(first)} and ${JSON.stringify(file)} have the same name, and their messages name no conversation`,
        advice: "Rename one of them: its conversation in the archive gets its name",
        command: "archive import"
      })
    filled.set(conversation, file)
  }
})

/** The format of those messages of the file that name no conversation, if there are any. */
const formatOf = (file: string, from: string | undefined) =>
  Effect.flatMap(FileMessages.read(file, from), ({ messages }) =>
    messages.pipe(Stream.filter(isNameless), Stream.runHead, Effect.map(Option.map(({ format = "" }) => format)))
  )

const isNameless = ({ conversation, ref }: Message.Message): boolean =>
  ref === undefined && conversation?.id === undefined
