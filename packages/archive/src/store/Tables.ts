/** The tables of the archive. A released migration never changes: every change is one more migration. */
import type { Dialect } from "./Database.js"

/** A migration from one version of the tables to the next. */
export interface Migration {
  /** The version that the migration leads to. */
  readonly version: number
  readonly statements: (dialect: Dialect) => ReadonlyArray<string>
}

/** Every migration, in order. */
export const migrations: ReadonlyArray<Migration> = [
  {
    version: 1,
    statements: (dialect) => (dialect === "sqlite" ? [...common("INTEGER", "BLOB"), ...fts5] : postgres())
  },
  // Bodies are deflated with a dictionary, which version 1 cannot read.
  { version: 2, statements: (dialect) => (dialect === "sqlite" ? fewerMerges : []) }
]

/** The newest version. */
export const newest = migrations.at(-1)?.version ?? 0

/** Bodies have a table of their own, because searches and syncs read many rows of messages, which should be small. */
const common = (id: string, bytes: string): ReadonlyArray<string> => [
  `CREATE TABLE archive_conversation (
    id ${id} PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    provider TEXT,
    parent TEXT,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    synced_at BIGINT,
    gone_at BIGINT
  )`,
  `CREATE INDEX archive_conversation_provider ON archive_conversation (provider, parent)`,
  `CREATE TABLE archive_message (
    id ${id} PRIMARY KEY,
    message_key TEXT NOT NULL UNIQUE,
    conversation BIGINT NOT NULL,
    position BIGINT NOT NULL,
    hash TEXT NOT NULL,
    role TEXT NOT NULL,
    author_id TEXT,
    author_name TEXT,
    time BIGINT NOT NULL,
    tools TEXT,
    has_file INTEGER NOT NULL,
    first_seen BIGINT NOT NULL,
    run BIGINT NOT NULL,
    gone_at BIGINT
  )`,
  `CREATE INDEX archive_message_place ON archive_message (conversation, position)`,
  `CREATE TABLE archive_body (
    id ${id} PRIMARY KEY,
    encoding INTEGER NOT NULL,
    body ${bytes} NOT NULL
  )`,
  `CREATE TABLE archive_version (
    message BIGINT NOT NULL,
    hash TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    encoding INTEGER NOT NULL,
    body ${bytes} NOT NULL,
    PRIMARY KEY (message, hash)
  )`
]

/** The index keeps no second copy of the text, and rows can be deleted from it (SQLite 3.43). */
const fts5 = [
  `CREATE VIRTUAL TABLE archive_text USING fts5(
    words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
  )`
]

/** An import spends an eighth less CPU time than with the usual 4 segments at a time, and a search for a rare word looks into a few more. */
const fewerMerges = [`INSERT INTO archive_text (archive_text, rank) VALUES ('automerge', 8)`]

const postgres = (): ReadonlyArray<string> => [
  ...common("BIGINT", "BYTEA").map((statement) =>
    /^CREATE TABLE archive_(conversation|message) /.test(statement)
      ? statement.replace("BIGINT PRIMARY KEY", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY")
      : statement
  ),
  `CREATE TABLE archive_text (id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)`,
  `CREATE INDEX archive_text_words ON archive_text USING GIN (words)`
]
