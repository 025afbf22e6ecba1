/** The pace of a provider that all servers share: a row with the time of the next request, by the database's clock. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { type Database, now } from "./Database.js"
import { reader } from "./ExportRows.js"

/**
 * How many milliseconds to wait before a request. With `every`, the milliseconds between two requests, it reserves the next free moment (GCRA
 * without a burst); without it, it only checks whether the provider asked for a wait.
 */
export const wait = (database: Database, key: string, every: number | undefined) =>
  database.use((sql) =>
    Effect.map(
      Effect.flatMap(
        every === undefined
          ? sql`SELECT tat - ${now(sql)} AS wait FROM messages_export_rates WHERE rate_key = ${key}`
          : sql`INSERT INTO messages_export_rates (rate_key, tat) VALUES (${key}, ${now(sql)} + ${every})
              ON CONFLICT (rate_key) DO UPDATE SET
                tat = CASE WHEN messages_export_rates.tat > ${now(sql)} THEN messages_export_rates.tat ELSE ${now(sql)} END + ${every}
              RETURNING tat - ${every} - ${now(sql)} AS wait`,
        readWait
      ),
      ([row]) => Math.max(0, row?.wait ?? 0)
    )
  )

/** Makes all servers wait, because a provider asked for it. */
export const pause = (database: Database, key: string, milliseconds: number) =>
  database.use((sql) =>
    Effect.asVoid(sql`INSERT INTO messages_export_rates (rate_key, tat) VALUES (${key}, ${now(sql)} + ${milliseconds})
      ON CONFLICT (rate_key) DO UPDATE SET tat =
        CASE WHEN messages_export_rates.tat > excluded.tat THEN messages_export_rates.tat ELSE excluded.tat END`)
  )

const readWait = reader(Schema.Struct({ wait: Schema.Number }))
