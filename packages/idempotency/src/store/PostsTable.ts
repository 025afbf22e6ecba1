/** The table of keys and responses: creates it, or upgrades the table of an earlier version. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import { isBusy } from "./SqlFailure.js"

/** Creates or upgrades the table if necessary. Looks for it first, because a database user without the right to create tables may use an existing one. */
export const ensure = (sql: SqlClient.SqlClient): Effect.Effect<void, SqlError> =>
  Effect.asVoid(Effect.catchAll(probe(sql), () => createAll(sql)))

/** Reads nothing, but fails where the table is missing, or comes from a version before leases had a duration. */
const probe = (sql: SqlClient.SqlClient) => sql`SELECT lease_duration FROM messages_posts LIMIT 1`

/** In the version before, every lease took 15 seconds. When two servers start at once, one of them may fail here; its second attempt finds the table. */
const createAll = (sql: SqlClient.SqlClient) =>
  sql`CREATE TABLE IF NOT EXISTS messages_posts (
    caller TEXT NOT NULL,
    post_key TEXT NOT NULL,
    owner TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    lease BIGINT NOT NULL,
    lease_duration BIGINT NOT NULL DEFAULT 15000,
    expires BIGINT NOT NULL,
    answer TEXT,
    PRIMARY KEY (caller, post_key)
  )`.pipe(
    Effect.zipRight(
      Effect.catchAll(
        probe(sql),
        () => sql`ALTER TABLE messages_posts ADD COLUMN lease_duration BIGINT NOT NULL DEFAULT 15000`
      )
    ),
    Effect.zipRight(sql`CREATE INDEX IF NOT EXISTS messages_posts_expires ON messages_posts (expires)`),
    Effect.retry({ times: 2, while: (error) => !isBusy(error) })
  )
