/** The JSON Schema (draft 2020-12) of the canonical message, for programs that do not use this library. */
import * as JSONSchema from "effect/JSONSchema"
import { Message } from "./Message.js"

/** The id of the schema: a URN, because there is no page to link to. */
export const id = "urn:messages:schema:message:1"

/** The same document as `message.schema.json` of this package. Objects are open because a later version may add keys. */
export const message = (): object => {
  const definitions: Record<string, JSONSchema.JsonSchema7> = {}
  const target = "jsonSchema2020-12"
  const root = JSONSchema.fromAST(Message.ast, { definitions, target, additionalPropertiesStrategy: "allow" })
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: id,
    title: "Message",
    ...root,
    $defs: definitions
  }
}
