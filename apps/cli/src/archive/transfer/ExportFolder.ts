/** Writes a file for each conversation to a folder. Memory holds one conversation. */
import { ExportFileConflict } from "@org/messages-conversations"
import { FileFailure } from "@org/messages-conversations/node"
import type { Message } from "@org/messages-core"
import { Conversion } from "@org/messages-formats"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import * as DocumentArgument from "../../convert/DocumentArgument.js"
import * as FormattedMessages from "../../convert/FormattedMessages.js"
import * as FileName from "../../export/FileName.js"

/** Writes the files, and counts the conversations and messages. Messages of a conversation must follow one another. */
export const write = Effect.fn("ExportFolder.write")(function* <E>(
  messages: Stream.Stream<Message.Message, E>,
  folder: string,
  to: string
) {
  yield* FileFailure.attempt(folder, () => mkdir(folder, { recursive: true }))
  return yield* messages.pipe(
    Stream.groupAdjacentBy(conversationOf),
    Stream.runFoldEffect({ conversations: 0, count: 0 }, ({ conversations, count }, [conversation, chunk]) =>
      Effect.gen(function* () {
        const all = Chunk.toReadonlyArray(chunk)
        const path = join(folder, `${FileName.of(conversation)}.${extensions.get(to) ?? "json"}`)
        const text = yield* textOf(all, to)
        yield* Effect.catchIf(
          FileFailure.attempt(path, () => writeFile(path, text, { flag: "wx" })),
          ({ cause }) => cause === "EEXIST",
          () => new ExportFileConflict({ path, problem: "it already exists; choose another folder" })
        )
        return { conversations: conversations + 1, count: count + all.length }
      })
    )
  )
})

const extensions = new Map([
  ["ndjson", "ndjson"],
  ["markdown", "md"],
  ["html", "html"]
])

/** The document of messages in a format. */
export const textOf = (messages: ReadonlyArray<Message.Message>, to: string) =>
  to === "ndjson"
    ? Either.right(messages.map((message) => `${JSON.stringify(message)}\n`).join(""))
    : Either.map(
        Conversion.write(DocumentArgument.registry, messages, to, FormattedMessages.keepOf(to)),
        ({ value }) => (typeof value === "string" ? value : `${JSON.stringify(value, null, 2)}\n`)
      )

/** The name of the conversation of a message, which becomes the name of its file. */
const conversationOf = ({ conversation, format = "message" }: Message.Message): string => {
  const { id = "import", workspaceId } = conversation ?? {}
  return `${format}:${workspaceId === undefined ? id : `${workspaceId}/${id}`}`
}
