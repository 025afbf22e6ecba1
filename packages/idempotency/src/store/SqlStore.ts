/** The store over SQL, in statements that both SQLite and PostgreSQL understand. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { StoredResponse } from "../StoredResponse.js"
import { type Claim, type PostRecord, IdempotencyStore, type Owner, StoreFailure } from "./IdempotencyStore.js"

/** How many records one sweep deletes at most. */
export const batch = 100

/** Creates the table if it is missing. `setting` is the variable that a failure names. */
export const make = (sql: SqlClient.SqlClient, setting: string) =>
  Effect.gen(function* () {
    const attempt = run(setting)

    const find = ({ caller, key }: Claim) =>
      attempt(
        sql`SELECT fingerprint, lease, answer FROM messages_posts WHERE caller = ${caller} AND post_key = ${key}`
      ).pipe(
        Effect.flatMap(([row]) => (row === undefined ? Effect.succeed(undefined) : Effect.map(decode(row), found))),
        Effect.catchTag("ParseError", () => new StoreFailure({ problem: `a record cannot be read: see ${setting}` }))
      )

    const claim = (claim: Claim): Effect.Effect<PostRecord | undefined, StoreFailure> =>
      attempt(sql`
        INSERT INTO messages_posts (caller, post_key, owner, fingerprint, lease, expires, answer)
        VALUES (${claim.caller}, ${claim.key}, ${claim.owner}, ${claim.fingerprint}, ${claim.lease}, ${claim.expires}, NULL)
        ON CONFLICT (caller, post_key) DO UPDATE SET
          owner = excluded.owner, fingerprint = excluded.fingerprint,
          lease = excluded.lease, expires = excluded.expires, answer = NULL
        WHERE (messages_posts.expires <= ${claim.now} AND messages_posts.lease <= ${claim.now})
          OR (messages_posts.owner = excluded.owner AND messages_posts.answer IS NULL)
        RETURNING owner
      `).pipe(
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
        Effect.map(
          attempt(sql`UPDATE messages_posts SET lease = ${lease} WHERE ${ownedBy(id)} RETURNING owner`),
          ({ length }) => length > 0
        ),
      complete: (id, response, expires) =>
        Effect.flatMap(Effect.orDie(encode(response)), (answer) =>
          attempt(sql`UPDATE messages_posts SET answer = ${answer}, expires = ${expires} WHERE ${ownedBy(id)}`)
        ),
      release: (id) => attempt(sql`DELETE FROM messages_posts WHERE ${ownedBy(id)}`),
      sweep: (now) =>
        attempt(sql`
          DELETE FROM messages_posts WHERE (caller, post_key) IN (
            SELECT caller, post_key FROM messages_posts
            WHERE expires <= ${now} AND lease <= ${now} ORDER BY expires LIMIT ${batch}
          )
        `)
    })

    // First looks for the table, because a user without the right to create tables may use an existing one.
    yield* Effect.catchAll(attempt(sql`SELECT 1 FROM messages_posts LIMIT 1`), () => attempt(createAll(sql)))
    return store
  })

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
    expires BIGINT NOT NULL,
    answer TEXT,
    PRIMARY KEY (caller, post_key)
  )`.pipe(
    Effect.zipRight(sql`CREATE INDEX IF NOT EXISTS messages_posts_expires ON messages_posts (expires)`),
    Effect.retry({ times: 2, while: (error) => !isBusy(error) })
  )

const encode = Schema.encode(Schema.parseJson(StoredResponse))

/** PostgreSQL's client returns a BIGINT as text. */
const Time = Schema.Union(Schema.Number, Schema.NumberFromString)

const decode = Schema.decodeUnknown(
  Schema.Struct({ fingerprint: Schema.String, lease: Time, answer: Schema.NullOr(Schema.parseJson(StoredResponse)) })
)

const found = ({
  answer,
  ...rest
}: {
  fingerprint: string
  lease: number
  answer: StoredResponse | null
}): PostRecord => ({
  ...rest,
  response: answer ?? undefined
})

const isBusy = (error: { readonly cause?: unknown }): boolean => code(error).startsWith("SQLITE_BUSY")

const code = ({ cause }: { readonly cause?: unknown }): string =>
  Predicate.hasProperty(cause, "code") && typeof cause.code === "string" && /^\w{1,40}$/.test(cause.code)
    ? cause.code
    : "it failed"
