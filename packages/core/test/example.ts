// Reads a ref, makes a message of a Honcho message, checks it, and gives the Honcho message back.
import { Json, JsonSchema, Message, MessageRef, Residue } from "@org/messages-core"
import * as Either from "effect/Either"

// A ref is an address that a person can type. `parse` gives its ids, and its normal form as `ref`.
const address = Either.getOrThrow(MessageRef.parse("honcho:acme/support/m1"))
console.log(JSON.stringify(address))

// A mistake is a value with a sentence in it, not an exception.
const mistake = Either.flip(MessageRef.parse("honcho:acme/../m1"))
console.log(Either.getOrThrow(mistake).message)

// What Honcho sent, and what the fields of our message say about it. The difference is the residue.
const native = { id: "m1", peer_id: "alice", content: "Hello", lang: "en" }
const said = { id: "m1", peer_id: "alice", content: "Hello" }

const message = {
  version: 1,
  format: "honcho",
  ref: address.ref,
  id: "m1",
  conversation: { id: "support", workspaceId: "acme" },
  role: "participant",
  author: { id: "alice" },
  parts: [{ type: "text", text: "Hello" }],
  residue: Residue.difference(said, native)
}
console.log(Message.isMessage(message), JSON.stringify(message.residue))

// Nothing was lost.
console.log(Json.equal(Residue.restore(said, message.residue), native))

// For programs that do not use this library: also in the file `@org/messages-core/message.schema.json`.
console.log(Object.keys(JsonSchema.message()).join(" "))
