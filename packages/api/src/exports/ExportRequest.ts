/** The body of `POST /v1/exports`: the conversations to export, or the provider whose conversations are all exported. */
import { Provider, SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { optional } = SchemaField

/** The most conversations that one request may name. */
export const maximumConversations = 10_000

const expected = "an object with either conversations or provider"

/** A schema of objects with a property. OpenAPI linters demand that a schema lists the properties that it requires. */
const present = (name: string) => ({ properties: { [name]: {} }, required: [name] })

/** The schema of a request. */
export const ExportRequest = Schema.Struct({
  conversations: optional(
    Schema.Array(Schema.String).pipe(Schema.minItems(1), Schema.maxItems(maximumConversations)),
    `The refs of the conversations, at most ${maximumConversations}`
  ),
  provider: optional(Provider.Provider, "The provider whose conversations are all exported, instead of refs"),
  parent: optional(
    Schema.String,
    "The workspace whose conversations are exported, for providers that have workspaces; Honcho needs it"
  ),
  format: optional(Schema.String, "The format of the content, such as `chat`; canonical messages if absent")
})
  .pipe(
    Schema.filter(
      ({ conversations, parent, provider }) =>
        (conversations === undefined) !== (provider === undefined) && (parent === undefined || provider !== undefined),
      {
        message: () => `Expected ${expected}, actual `,
        jsonSchema: {
          oneOf: [present("conversations"), present("provider")],
          dependentRequired: { parent: ["provider"] }
        }
      }
    )
  )
  .annotations({
    identifier: "ExportRequest",
    description: "What to export: conversations by their refs, or all conversations of a provider"
  })
export type ExportRequest = typeof ExportRequest.Type
