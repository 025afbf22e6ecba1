/** What an archive holds. */
import { Provider, SchemaField, Time } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { count } = SchemaField

/** What an archive holds of one provider. */
export const ProviderStats = Schema.Struct({
  provider: Schema.optionalWith(Provider.Provider, { exact: true }).annotations({
    description: "The provider; absent for imported conversations that no provider keeps"
  }),
  conversations: count("How many conversations there are"),
  messages: count("How many messages there are, without those that are gone"),
  gone: count("How many messages the provider no longer has"),
  syncedAt: Schema.optionalWith(Time.Time, { exact: true }).annotations({
    description: "When a conversation was last read to its end"
  })
}).annotations({ identifier: "ProviderStats", description: "What an archive holds of one provider" })
export type ProviderStats = typeof ProviderStats.Type

/** What an archive holds. */
export const ArchiveStats = Schema.Struct({
  place: Schema.propertySignature(Schema.String).annotations({
    description: "The file of the archive, or the setting that names its database"
  }),
  conversations: count("How many conversations there are"),
  messages: count("How many messages there are, without those that are gone"),
  gone: count("How many messages the providers no longer have"),
  versions: count("How many earlier contents of messages are kept"),
  bytes: count("The size of the archive in bytes"),
  providers: Schema.propertySignature(Schema.Array(ProviderStats)).annotations({
    description: "The same for each provider that has conversations here"
  })
}).annotations({ identifier: "ArchiveStats", description: "What an archive holds" })
export type ArchiveStats = typeof ArchiveStats.Type
