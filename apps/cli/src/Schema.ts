/** `messages schema`: the JSON Schema of the canonical message. */
import * as Command from "@effect/cli/Command"
import { JsonSchema } from "@org/messages-core"
import * as Flags from "./Flags.js"
import * as Print from "./Print.js"

const options = { json: Flags.json }

export const flags = Flags.typed(options)

export const command = Command.make("schema", options, () => Print.json(JsonSchema.message())).pipe(
  Command.withDescription("print the JSON Schema of a message")
)

export const help = `Prints the JSON Schema (draft 2020-12) of the canonical message.

USAGE
  messages schema

OPTIONS
  --json                an error as problem details (RFC 9457); the schema is JSON anyway

EXAMPLES
  messages schema > message.schema.json
`
