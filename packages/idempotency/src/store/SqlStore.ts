/** The store over SQL, in statements that both SQLite and PostgreSQL understand. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { StoredResponse } from "../StoredResponse.js"
import { type Claim, type PostRecord, IdempotencyStore, type Owner, StoreFailure } from "./IdempotencyStore.js"
import type { Bounds, StoreClock } from "./StoreClock.js"

/** How many records one sweep deletes at most. */
export const batch = 100

/** What differs between the databases. */
export interface Database {
  readonly sql: SqlClient.SqlClient
  /** The time of the clock that all users of the database share, in epoch milliseconds. */
  readonly now: Effect.Effect<number, StoreFailure>
  /** Bounds that time. It must live as long as the process, because it measures elapsed time. */
  readonly clock: StoreClock
}

/** Creates the table if it is missing. `setting` is the variable that a failure names. */
export const make = ({ clock, now, sql }: Database, setting: string) =>
  Effect.gen(function* () {
    const attempt = run(setting)
    const unreadable = () => new StoreFailure({ problem: `a record cannot be read: see ${setting}` })

    const newest = attempt(sql`SELECT max(lease - lease_duration) AS newest FROM messages_posts`).pipe(
      Effect.flatMap(([row]) => decodeNewest(row)),
      Effect.mapBoth({ onSuccess: ({ newest }) => newest ?? undefined, onFailure: unreadable })
    )

    const bounds = Effect.flatMap(now, (now) => clock(now, newest))

    const recordOf = (row: unknown): Effect.Effect<PostRecord, StoreFailure> =>
      Effect.mapError(decode(row), unreadable).pipe(
        // The clock is read after the record, because another program may have written the record just now.
        Effect.zipWith(now, ({ answer, fingerprint, lease, lease_duration, owner }, now) => ({
          fingerprint,
          owner,
          isLeased: now < lease && lease <= now + lease_duration,
          response: answer ?? undefined
        }))
      )

    const find = ({ caller, key }: Claim) =>
      attempt(sql`
        SELECT fingerprint, owner, lease, lease_duration, answer FROM messages_posts
        WHERE caller = ${caller} AND post_key = ${key}
      `).pipe(Effect.flatMap(([row]) => (row === undefined ? Effect.succeed(undefined) : recordOf(row))))

    const insert = ({ caller, fingerprint, keep, key, lease, owner }: Claim, { earliest, latest, now }: Bounds) => sql`
        INSERT INTO messages_posts (caller, post_key, owner, fingerprint, lease, lease_duration, expires, answer)
        VALUES (
          ${caller}, ${key}, ${owner}, ${fingerprint},
          ${now + Duration.toMillis(lease)}, ${Duration.toMillis(lease)}, ${latest + Duration.toMillis(keep)}, NULL
        )
        ON CONFLICT (caller, post_key) DO UPDATE SET
          owner = excluded.owner, fingerprint = excluded.fingerprint,
          lease = excluded.lease, lease_duration = excluded.lease_duration, expires = excluded.expires, answer = NULL
        WHERE (messages_posts.expires <= ${earliest} AND messages_posts.lease <= ${earliest})
          OR (messages_posts.owner = excluded.owner AND messages_posts.answer IS NULL)
        RETURNING owner
      `

    const claim = (claim: Claim): Effect.Effect<PostRecord | undefined, StoreFailure> =>
      Effect.flatMap(bounds, (bounds) => attempt(insert(claim, bounds))).pipe(
        Effect.flatMap(({ length }) =>
          length > 0
            ? Effect.succeed(undefined)
            : // The record that blocked the claim may have been deleted since.
              Effect.flatMap(find(claim), (found) => (found === undefined ? store.claim(claim) : Effect.succeed(found)))
        )
      )

    const ownedBy = ({ caller, key, owner }: Owner) =>
      sql.and([sql`caller = ${caller}`, sql`post_key = ${key}`, sql`owner = ${owner}`])

    const store = IdempotencyStore.of({
      claim,
      extend: (id, lease) =>
        Effect.flatMap(now, (now) =>
          attempt(sql`
            UPDATE messages_posts
            SET lease = ${now + Duration.toMillis(lease)}, lease_duration = ${Duration.toMillis(lease)}
            WHERE ${ownedBy(id)} RETURNING owner
          `)
        ).pipe(Effect.map(({ length }) => length > 0)),
      complete: (id, response, keep) =>
        Effect.flatMap(Effect.zip(Effect.orDie(encode(response)), bounds), ([answer, { latest }]) =>
          attempt(sql`
            UPDATE messages_posts SET answer = ${answer}, expires = ${latest + Duration.toMillis(keep)}
            WHERE ${ownedBy(id)}
          `)
        ),
      release: (id) => attempt(sql`DELETE FROM messages_posts WHERE ${ownedBy(id)}`),
      sweep: Effect.flatMap(bounds, ({ earliest }) =>
        attempt(sql`
          DELETE FROM messages_posts WHERE (caller, post_key) IN (
            SELECT caller, post_key FROM messages_posts
            WHERE expires <= ${earliest} AND lease <= ${earliest} ORDER BY expires LIMIT ${batch}
          )
        `)
      )
    })

    // First looks for the table, because a user without the right to create tables may use an existing one.
    yield* Effect.catchAll(attempt(probe(sql)), () => attempt(createAll(sql)))
    return store
  })

/** Reads nothing, but fails where the table is missing, or comes from a version before leases had a duration. */
const probe = (sql: SqlClient.SqlClient) => sql`SELECT lease_duration FROM messages_posts LIMIT 1`

/** Turns the failure of a statement into a `StoreFailure`. */
export const run =
  (setting: string) =>
  <A, R>(statement: Effect.Effect<A, SqlError, R>) =>
    Effect.mapError(statement, failed(setting))

/** Gives only the code, such as `SQLITE_READONLY`, `ECONNREFUSED` or `25006`: messages of databases repeat what was sent. */
export const failed =
  (setting: string) =>
  (error: { readonly cause?: unknown }): StoreFailure =>
    new StoreFailure({ problem: `${code(error)}: see ${setting}`, isBusy: isBusy(error) })

/** When two servers start at once, one of them may fail here; its second attempt finds the table. */
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

const encode = Schema.encode(Schema.parseJson(StoredResponse))

/** PostgreSQL's client returns a BIGINT as text. */
const Time = Schema.Union(Schema.Number, Schema.NumberFromString)

const decodeNewest = Schema.decodeUnknown(Schema.Struct({ newest: Schema.NullOr(Time) }))

const decode = Schema.decodeUnknown(
  Schema.Struct({
    fingerprint: Schema.String,
    owner: Schema.String,
    lease: Time,
    lease_duration: Time,
    answer: Schema.NullOr(Schema.parseJson(StoredResponse))
  })
)

const isBusy = (error: { readonly cause?: unknown }): boolean => code(error).startsWith("SQLITE_BUSY")

const code = ({ cause }: { readonly cause?: unknown }): string =>
  Predicate.hasProperty(cause, "code") && typeof cause.code === "string" && /^\w{1,40}$/.test(cause.code)
    ? cause.code
    : "it failed"
