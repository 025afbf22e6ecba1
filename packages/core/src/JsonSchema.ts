/** The JSON Schema (draft 2020-12) of the canonical message, for those who read it without this library. */
import * as JSONSchema from "effect/JSONSchema"
import { Message } from "./Message.js"

/** The same document as `message.schema.json` of this package. */
export const message = (): object => ({
  ...JSONSchema.make(Message, { target: "jsonSchema2020-12" }),
  title: "Message"
})
