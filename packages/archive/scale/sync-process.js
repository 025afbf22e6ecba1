// Syncs an archive with a provider that grows, until it is killed: node sync-process.js PATH ROUND
import { ConversationRef, MessageRef, Messages, Paging } from "@org/messages-core"
import { ArchiveLayer, Archive } from "@org/messages-archive"
import { Effect, Either } from "effect"

const [, , path, argument] = process.argv
const round = Number(argument)

/** How many messages a conversation has in a round. */
const countOf = (index) => 250 + round * (index % 3) * 11

const conversations = Array.from({ length: 12 }, (_, index) => index)

const messageOf = (conversation, number) => ({
  version: 1,
  format: "factory",
  role: "user",
  ref: Either.getOrThrow(
    MessageRef.make({ provider: "factory", sessionId: `s${conversation}`, messageId: `m${number}` })
  ).ref,
  parts: [{ type: "text", text: `message ${number} of ${conversation} `.repeat(40) }],
  createdAt: new Date(1.7e12 + number * 1000).toISOString()
})

const port = Messages.Messages.of({
  conversations: (provider, options) =>
    Effect.gen(function* () {
      const place = yield* Paging.place("conversations", provider, provider, options ?? {})
      const elements = conversations.map((index) => ({
        version: 1,
        provider,
        ref: Either.getOrThrow(ConversationRef.make({ provider, sessionId: `s${index}` })).ref,
        id: `s${index}`,
        messageCount: countOf(index),
        updatedAt: new Date(1.7e12 + countOf(index)).toISOString()
      }))
      return yield* Paging.page(place, { elements }, (value) => Either.right({ value, ref: value.ref }))
    }),
  list: (address, options) =>
    Effect.gen(function* () {
      const place = yield* Paging.place("messages", "factory", address.ref, options ?? {})
      const index = Number(address.sessionId.slice(1))
      const from = Number(place.native)
      const end = Math.min(countOf(index), from + place.limit)
      const elements = Array.from({ length: end - from }, (_, offset) => messageOf(index, from + offset))
      const next = end < countOf(index) ? String(end) : undefined
      yield* Effect.sync(() => console.log(`page ${index} ${from}`))
      return yield* Paging.page(place, { elements, next, resume: place.native }, (value) =>
        Either.right({ value, ref: value.ref })
      )
    })
})

const program = Effect.gen(function* () {
  const archive = yield* Archive
  const { faults, new: added } = yield* archive.sync({ provider: "factory" })
  console.log(`done ${added} ${faults.length}`)
})

await program.pipe(
  Effect.provideService(Messages.Messages, port),
  Effect.provide(ArchiveLayer.layer({ path, settings: { path: "ARCHIVE", databaseUrl: "DATABASE_URL" } })),
  Effect.runPromise
)
