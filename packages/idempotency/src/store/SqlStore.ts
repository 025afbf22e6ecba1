/** The store over SQL, in statements that both SQLite and PostgreSQL understand. */
import type * as SqlClient from "@effect/sql/SqlClient"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { StoredResponse } from "../StoredResponse.js"
import { type Claim, type PostRecord, IdempotencyStore, type Owner, StoreFailure } from "./IdempotencyStore.js"
import * as PostsTable from "./PostsTable.js"
import * as SqlFailure from "./SqlFailure.js"
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
    const attempt = SqlFailure.run(setting)
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

    yield* attempt(PostsTable.ensure(sql))
    return store
  })

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
