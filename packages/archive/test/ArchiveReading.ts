/** Reads an archive whole, for tests. */
import type { Message } from "@org/messages-core"
import { Pages } from "@org/messages-conversations"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { Messages } from "@org/messages-core"
import type { Archive } from "../src/Archive.js"
import * as FakeProvider from "./FakeProvider.js"

/** Every message of a conversation, through the archive's port. */
export const messagesOf = (
  archive: typeof Archive.Service,
  kind: FakeProvider.Kind,
  id: string
): Effect.Effect<ReadonlyArray<Message.Message>> =>
  Pages.messages(FakeProvider.addressOf(kind, id)).pipe(
    Stream.runCollect,
    Effect.map(Chunk.toReadonlyArray),
    Effect.provide(Layer.succeed(Messages.Messages, archive.port())),
    Effect.orDie
  )
