/** Verifies an archive. */
import type * as SqlClient from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { ArchiveFailure } from "../ArchiveError.js"
import * as StoredMessage from "../content/StoredMessage.js"
import * as Column from "../store/Column.js"
import type { Database } from "../store/Database.js"
import * as TextIndex from "../store/TextIndex.js"
import type { ArchiveFinding, ArchiveVerification, VerifyOptions } from "./ArchiveVerification.js"

/** How many rows are checked at once. */
const batchSize = 500

/** How many findings are listed. */
const maximumFindings = 100

/** Checks every message, every earlier content, and the counts of every conversation. */
export const verify = (
  database: Database,
  { conversion, onFinding = () => Effect.void, onProgress = () => Effect.void }: VerifyOptions = {}
): Effect.Effect<ArchiveVerification, ArchiveFailure> =>
  Effect.gen(function* () {
    const findings: Array<ArchiveFinding> = []
    let findingCount = 0
    const report = (finding: ArchiveFinding) => {
      findingCount += 1
      if (findings.length < maximumFindings) findings.push(finding)
      return onFinding(finding)
    }

    const checkMessage = (row: MessageRow, isIndexed: boolean) =>
      Effect.gen(function* () {
        const problems = isIndexed ? [] : ["is not in the text index"]
        if (row.body === null || row.encoding === null) problems.push("has no body")
        else problems.push(...problemsOf(row, row.encoding, Column.bytes(row.body), conversion))
        if (row.conversation_ref === null) problems.push("belongs to no conversation")
        for (const problem of problems) yield* report({ ref: row.message_key, problem })
      })

    for (const problem of yield* database.read((sql) => problemsOfFile(sql, database))) yield* report({ problem })

    let messages = 0
    for (let after = 0; ;) {
      const { indexed, rows } = yield* database.read((sql) => messagesAfter(sql, database, after))
      for (const row of rows) yield* checkMessage(row, indexed.has(Number(row.id)))
      messages += rows.length
      if (rows.length > 0) yield* onProgress(messages)
      const last = rows.at(-1)
      if (last === undefined) break
      after = Number(last.id)
    }

    let versions = 0
    for (let after: Pick<VersionRow, "message" | "hash"> = { message: 0, hash: "" }; ;) {
      const rows = yield* database.read((sql) => versionsAfter(sql, after))
      for (const row of rows)
        for (const problem of problemsOf(row, row.encoding, Column.bytes(row.body), undefined))
          yield* report({ ref: row.message_key ?? `#${row.message}`, problem: `${problem} (an earlier content)` })
      versions += rows.length
      const last = rows.at(-1)
      if (last === undefined) break
      after = last
    }

    const [count] = yield* database.read(
      (sql) => sql<{ readonly count: Column.Numeric }>`SELECT count(*) AS count FROM archive_conversation`
    )
    return { conversations: Column.number(count?.count), messages, versions, findings, findingCount }
  })

interface MessageRow {
  readonly id: Column.Numeric
  readonly message_key: string
  readonly hash: string
  readonly conversation_ref: string | null
  readonly encoding: number | null
  readonly body: Column.Binary | null
}

interface VersionRow {
  readonly message: Column.Numeric
  readonly message_key: string | null
  readonly hash: string
  readonly encoding: number
  readonly body: Column.Binary
}

const messagesAfter = (sql: SqlClient.SqlClient, { dialect }: Database, after: number) =>
  Effect.gen(function* () {
    const rows = yield* sql<MessageRow>`
      SELECT m.id, m.message_key, m.hash, c.ref AS conversation_ref, b.encoding, b.body
      FROM archive_message m
      LEFT JOIN archive_conversation c ON c.id = m.conversation
      LEFT JOIN archive_body b ON b.id = m.id
      WHERE m.id > ${after} ORDER BY m.id LIMIT ${batchSize}`
    const ids = rows.map(({ id }) => Number(id))
    return { rows, indexed: ids.length === 0 ? new Set<number>() : yield* TextIndex.present(sql, dialect, ids) }
  })

const versionsAfter = (sql: SqlClient.SqlClient, { hash, message }: Pick<VersionRow, "message" | "hash">) =>
  sql<VersionRow>`
    SELECT v.message, m.message_key, v.hash, v.encoding, v.body
    FROM archive_version v LEFT JOIN archive_message m ON m.id = v.message
    WHERE v.message > ${message} OR (v.message = ${message} AND v.hash > ${hash})
    ORDER BY v.message, v.hash LIMIT ${batchSize}`

/** What the database's own check finds, and rows without an owner. */
const problemsOfFile = (sql: SqlClient.SqlClient, { dialect }: Database) =>
  Effect.gen(function* () {
    const problems: Array<string> = []
    if (dialect === "sqlite") {
      const rows = yield* sql<{ readonly quick_check: string }>`PRAGMA quick_check(10)`
      problems.push(
        ...rows.flatMap(({ quick_check }) => (quick_check === "ok" ? [] : [`has a damaged page: ${quick_check}`]))
      )
      yield* sql`INSERT INTO archive_text (archive_text) VALUES ('integrity-check')`.pipe(
        Effect.catchAll(() => Effect.sync(() => problems.push("has a damaged text index")))
      )
    }
    const words = dialect === "sqlite" ? sql`archive_text_docsize` : sql`archive_text`
    const [row] = yield* sql<{ readonly bodies: Column.Numeric; readonly texts: Column.Numeric }>`
      SELECT
        (SELECT count(*) FROM archive_body b WHERE NOT EXISTS (SELECT 1 FROM archive_message m WHERE m.id = b.id)) AS bodies,
        (SELECT count(*) FROM ${words} t WHERE NOT EXISTS (SELECT 1 FROM archive_message m WHERE m.id = t.id)) AS texts`
    if (Column.number(row?.bodies) > 0) problems.push(`has ${row?.bodies} bodies of no message`)
    if (Column.number(row?.texts) > 0) problems.push(`has ${row?.texts} texts of no message in its index`)
    return problems
  })

const problemsOf = (
  { hash, message_key }: { readonly hash: string; readonly message_key: string | null },
  encoding: number,
  body: Uint8Array,
  conversion: VerifyOptions["conversion"]
): ReadonlyArray<string> =>
  Either.match(StoredMessage.read(encoding, body), {
    onLeft: (problem) => [problem],
    onRight: (message) => {
      const problems: Array<string> = []
      if (StoredMessage.hashOf(message) !== hash) problems.push("has a content that does not match its hash")
      if (message_key !== null && !message_key.startsWith("#") && message.ref !== message_key)
        problems.push("has a different ref in its body")
      const problem = conversion?.(message)
      if (problem !== undefined) problems.push(problem)
      return problems
    }
  })
