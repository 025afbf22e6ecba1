/** A provider in memory, and a store in a temporary folder. */
import { ConversationRef, Messages, type MessageError, Paging } from "@org/messages-core"
import type * as SqlClient from "@effect/sql/SqlClient"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Database } from "../src/store/Database.js"
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

/** A database that tells when a statement has run. */
export interface Watched extends Database {
  /** Completed when the next statement that contains the text has run. */
  readonly next: (text: string) => Effect.Effect<Deferred.Deferred<void>>
}

/** The same database, watched. */
export const watched = (database: Database): Watched => {
  const awaited = new Set<{ readonly text: string; readonly ran: Deferred.Deferred<void> }>()
  const watch =
    (run: Database["use"]): Database["use"] =>
    (statements) => {
      const texts: Array<string> = []
      const spied = (sql: SqlClient.SqlClient) =>
        new Proxy(sql, {
          apply: (target, self, args) => {
            texts.push(String(args[0]))
            return Reflect.apply(target, self, args)
          }
        })
      return Effect.tap(
        run((sql) => statements(spied(sql))),
        () =>
          Effect.forEach(awaited, (one) =>
            texts.some((text) => text.includes(one.text))
              ? Effect.zipRight(
                  Effect.sync(() => awaited.delete(one)),
                  Deferred.succeed(one.ran, undefined)
                )
              : Effect.void
          )
      )
    }
  return {
    ...database,
    use: watch(database.use),
    transaction: watch(database.transaction),
    next: (text) => Effect.tap(Deferred.make<void>(), (ran) => Effect.sync(() => awaited.add({ text, ran })))
  }
}

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
