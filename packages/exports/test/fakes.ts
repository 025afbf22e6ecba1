/** A provider in memory, and a store in a temporary folder. */
import { ConversationRef, Messages, type MessageError, Paging } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as ExportTables from "../src/store/ExportTables.js"
import * as SqliteDatabase from "../src/store/SqliteDatabase.js"

/** A folder that is removed when the scope closes. */
export const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "messages-exports-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
)

/** A new database with the tables of exports. */
export const database = Effect.gen(function* () {
  const path = yield* folder
  const database = yield* SqliteDatabase.make(join(path, "exports.db"))
  yield* database.use(ExportTables.ensure)
  return database
})

/** What a test changes of a provider. */
export interface Behaviour {
  /** How many conversations it lists. */
  readonly conversations?: number
  /** How many messages each has. */
  readonly messages?: number
  /** Runs before each page; a failure is the response. */
  readonly before?: (ref: string, page: number) => Effect.Effect<void, MessageError.MessageError>
}

/** A port over conversations of numbered messages, in pages of two. */
export const port = ({
  before = () => Effect.void,
  conversations = 1,
  messages = 4
}: Behaviour = {}): typeof Messages.Messages.Service => {
  const elements = (total: number, page: number, make: (index: number) => object) => ({
    elements: Array.from({ length: Math.max(0, Math.min(2, total - 2 * page)) }, (_, index) =>
      JSON.parse(JSON.stringify(make(2 * page + index)))
    ),
    ...(2 * page + 2 < total && { next: String(page + 1) })
  })
  return Messages.Messages.of({
    get: () => Effect.dieMessage("unused"),
    getRaw: () => Effect.dieMessage("unused"),
    post: () => Effect.dieMessage("unused"),
    list: (conversation, options = {}) =>
      Effect.gen(function* () {
        const place = yield* Paging.place("messages", "honcho", conversation.ref, options)
        const page = Number(place.native)
        yield* before(conversation.ref, page)
        return yield* Paging.page(
          place,
          elements(messages, page, (index) => message(conversation.ref, index)),
          (element) => Either.right(item(element))
        )
      }),
    conversations: (provider, options = {}) =>
      Effect.gen(function* () {
        const place = yield* Paging.place("conversations", "honcho", `${provider} ${options.parent}`, options)
        const page = Number(place.native)
        yield* before("list", page)
        return yield* Paging.page(
          place,
          elements(conversations, page, (index) => ({ ref: ref(index) })),
          (element) => Either.right(item(element))
        )
      }),
    providers: Effect.succeed([
      {
        provider: "honcho",
        url: "http://honcho",
        configured: true,
        operations: ["get", "list", "conversations"]
      },
      { provider: "mielto", url: "http://mielto", configured: true, operations: ["get", "list"] }
    ])
  })
}

/** The ref of a conversation. */
export const ref = (index: number) => Either.getOrThrow(ConversationRef.parse(`honcho:w/s${index}`)).ref

const message = (conversation: string, index: number) => ({
  version: 1,
  provider: "honcho",
  ref: `${conversation}/m${index}`,
  sequence: index,
  role: "user",
  parts: [{ type: "text", text: `message ${index}` }]
})

/** The doubles hold what the port gives, so it is not checked again. */
const item = (value: any) => ({ value, ref: value.ref }) // eslint-disable-line @typescript-eslint/no-explicit-any
