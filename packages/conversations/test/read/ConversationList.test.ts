/** The conversations of a provider, to the end. */
import { assert, it } from "@effect/vitest"
import { type Conversation, ConversationRef, Cursor, MessageError, Messages, type Page } from "@org/messages-core"
import { ConversationList } from "@org/messages-conversations"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"

const conversation = (id: string): Conversation.Conversation => ({
  version: 1,
  provider: "factory",
  id,
  ref: Either.getOrThrow(ConversationRef.parse(`factory:${id}`)).ref
})

const cursorOf = (native: string) =>
  Cursor.encode({ list: "conversations", of: "factory", limit: 2, native, given: 0, tail: [] })

const unsupported = new MessageError.NotSupported({ provider: "factory", operation: "get" })

/** A port whose pages are given, each under the cursor before it. */
const portOf = (pages: ReadonlyMap<string, Page.Page<Conversation.Conversation>>, asked: Array<unknown> = []) =>
  Messages.Messages.of({
    get: () => unsupported,
    getRaw: () => unsupported,
    list: () => unsupported,
    post: () => unsupported,
    providers: Effect.succeed([]),
    conversations: (_, options = {}) =>
      Effect.suspend(() => {
        asked.push(options)
        const page = pages.get(options.cursor ?? "")
        return page === undefined ? Effect.die("there is no such page") : Effect.succeed(page)
      })
  })

const refs = (port: typeof Messages.Messages.Service, options: ConversationList.Options = {}) =>
  ConversationList.conversations("factory", options).pipe(
    Stream.map(({ ref }) => ref),
    Stream.runCollect,
    Effect.map(Chunk.toReadonlyArray),
    Effect.provideService(Messages.Messages, port)
  )

it.effect("gives each once, over empty pages and repeated elements, and tells of faults", () =>
  Effect.gen(function* () {
    const faults: Array<Page.PageFault> = []
    const fault = { index: 1, path: "" as never, problem: "expected an object" }
    const pages = new Map([
      ["", { items: [conversation("a"), conversation("b")], next: cursorOf("1") }],
      [cursorOf("1"), { items: [], next: cursorOf("2") }],
      [cursorOf("2"), { items: [conversation("b"), conversation("c")], faults: [fault] }]
    ])
    const asked: Array<unknown> = []
    const found = yield* refs(portOf(pages, asked), {
      through: (request) => request,
      onFaults: (some) => Effect.sync(() => void faults.push(...some))
    })
    assert.deepStrictEqual<ReadonlyArray<string>>(found, ["factory:a", "factory:b", "factory:c"])
    assert.deepStrictEqual(faults, [fault])
    assert.deepInclude(asked[0], { attempts: 1 })
  })
)

it.effect("ends with an error where a cursor leads back to itself", () =>
  Effect.gen(function* () {
    const page = { items: [conversation("a")], next: cursorOf("1") }
    const error = yield* Effect.flip(
      refs(
        portOf(
          new Map([
            ["", page],
            [cursorOf("1"), page]
          ])
        )
      )
    )
    assert.include(error.message, "pages in a row had nothing new")
  })
)
