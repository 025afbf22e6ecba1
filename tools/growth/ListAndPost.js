// Lists the threads of the fifth provider, posts to one of them, and lists its messages; prints what it found as JSON. It runs in the copy,
// from the folder of a package that has the runtime.
import { ConversationRef, Messages } from "@org/messages-core"
import { Sandboxes } from "@org/messages-runtime"
import * as Effect from "effect/Effect"

const program = Effect.gen(function* () {
  const messages = yield* Messages.Messages
  const threads = yield* messages.conversations("acme")
  const address = yield* ConversationRef.parse(threads.items[0].ref)
  const posted = yield* messages.post(address, { text: "There is" })
  const page = yield* messages.list(address)
  return { thread: threads.items[0].ref, posted: posted.ref, listed: page.items.map(({ ref }) => ref) }
})

console.log(JSON.stringify(await program.pipe(Effect.provide(Sandboxes.layer), Effect.runPromise)))
