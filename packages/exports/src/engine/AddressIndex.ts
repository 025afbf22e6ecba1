/** An index of the engine's messages by address. Without it, removing one export would read all messages. */
import * as SqlClient from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** Creates the index once the engine has its tables. */
export const layer = Layer.effectDiscard(
  Effect.flatMap(
    SqlClient.SqlClient,
    (sql) =>
      sql`CREATE INDEX IF NOT EXISTS messages_exports_engine_address ON cluster_messages (entity_type, entity_id)`
  )
)
