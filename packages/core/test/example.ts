// Reads a ref, makes a message of a Honcho message, checks it, and gives the Honcho message back.
import { Json, JsonSchema, Message, MessageRef, Residue } from "@org/messages-core"
import * as Either from "effect/Either"

// A ref is an address that a person can type. `fromText` gives its normal form, `parse` its ids.
const ref = Either.getOrThrow(MessageRef.fromText("honcho:acme/support/m1"))
console.log(JSON.stringify(Either.getOrThrow(MessageRef.parse(ref))))

// A mistake is a value with a sentence in it, not an exception.
const mistake = Either.flip(MessageRef.fromText("honcho:acme/../m1"))
console.log(Either.getOrThrow(mistake).message)

// What Honcho sent, and what the fields of our message say of it. The difference is residue.
const native = { id: "m1", peer_id: "alice", content: "Hello", token_count: 1 }
const told = { id: "m1", peer_id: "alice", content: "Hello" }

const message = {
  version: 1,
  provider: "honcho",
  ref,
  id: "m1",
  conversation: { id: "support", workspaceId: "acme" },
  role: "participant",
  author: { id: "alice" },
  parts: [{ type: "text", text: "Hello" }],
  residue: Residue.difference(told, native)
}
console.log(Message.isMessage(message), JSON.stringify(message.residue))

// Nothing was lost.
console.log(Json.equal(Residue.restore(told, message.residue), native))

// For programs that have never heard of this library: also in the file `@org/messages-core/message.schema.json`.
console.log(Object.keys(JsonSchema.message()).join(" "))
