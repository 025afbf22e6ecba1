/** Runs `messages archive export`. */
import { Archive, type Transfer } from "@org/messages-archive"
import { type Message, Provider } from "@org/messages-core"
import { type Command, Escape, Print, Streams, UsageError } from "@org/messages-terminal"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Run } from "../../commandline/RunnableCommand.js"
import * as LongRun from "../../export/LongRun.js"
import * as ArchiveNotes from "../ArchiveNotes.js"
import * as ArchivePlace from "../ArchivePlace.js"
import * as StoredConversation from "../StoredConversation.js"
import * as Counted from "../../output/Counted.js"
import * as ArchiveExportCommand from "./ArchiveExportCommand.js"
import * as ExportFolder from "./ExportFolder.js"

/** The code of the command. */
export const run: Run = (given) =>
  Effect.gen(function* () {
    const to = given.value(ArchiveExportCommand.to) ?? "ndjson"
    const options = yield* optionsOf(given)
    LongRun.tune()
    const archive = yield* Archive
    const messages = archive.export(options)
    const count = yield* given.argument !== ""
      ? inFolder(messages, given.argument, to)
      : to === "ndjson"
        ? lines(messages)
        : document(messages, to, options)
    if (count === 0) yield* ArchiveNotes.nothing(given, "No messages.")
  }).pipe(Effect.provide(ArchivePlace.existing(given)))

const optionsOf = Effect.fn("ExportArchive.optionsOf")(function* (given: Command.Given) {
  const provider = given.value(ArchiveExportCommand.provider) ?? ""
  const conversation = given.value(ArchiveExportCommand.conversation)
  const options: Transfer.ExportOptions = {
    provider: Provider.isProvider(provider) ? provider : undefined,
    conversation: conversation === undefined ? undefined : yield* StoredConversation.parse(conversation),
    gone: given.value(ArchiveExportCommand.gone)
  }
  return options
})

type Messages<E> = Stream.Stream<Message.Message, E>

/** One canonical message on each line. On a terminal they are escaped, which gives the same JSON. */
const lines = <E>(messages: Messages<E>) =>
  Effect.flatMap(Streams, ({ stdout }) =>
    Stream.runFoldEffect(Stream.chunks(messages), 0, (count, chunk) => {
      const text = Chunk.toReadonlyArray(chunk)
        .map((message) => `${JSON.stringify(message)}\n`)
        .join("")
      return Effect.as(stdout.write(stdout.terminal ? Escape.text(text) : text), count + chunk.length)
    })
  )

const document = Effect.fn("ExportArchive.document")(function* <E>(
  messages: Messages<E>,
  to: string,
  { conversation }: Transfer.ExportOptions
) {
  if (conversation === undefined)
    return yield* new UsageError({
      problem: `--to ${to} makes a document of each conversation`,
      advice: "Name a folder for them, or one conversation with --conversation",
      command: "archive export"
    })
  const all = Chunk.toReadonlyArray(yield* Stream.runCollect(messages))
  if (all.length > 0) yield* Print.bytes(new TextEncoder().encode(yield* ExportFolder.textOf(all, to)))
  return all.length
})

const inFolder = Effect.fn("ExportArchive.inFolder")(function* <E>(messages: Messages<E>, folder: string, to: string) {
  const { conversations, count } = yield* ExportFolder.write(messages, folder, to)
  yield* Print.prose(
    () => `${Escape.line(folder)}  ${Counted.of(conversations, "conversation")}, ${Counted.of(count, "message")}\n`
  )
  return count
})
