// The same messages in plain SQLite, with deflated bodies and the same text index, by hand: node SqliteArchive.js NDJSON DATABASE
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { createRequire } from "node:module"
import { createInterface } from "node:readline"
import { deflateRawSync } from "node:zlib"

const Database = createRequire(new URL("../../../package.json", import.meta.url))("libsql")

const [, , source, path] = process.argv

const runs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu

const pairs = (run) => {
  const characters = Array.from(run)
  return ` ${characters.map((character, index) => character + (characters[index + 1] ?? "")).join(" ")} `
}

const stringsOf = (value) =>
  typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsOf) : [String(value)]

const database = new Database(path)
database.pragma("journal_mode = WAL")
database.pragma("synchronous = NORMAL")
database.pragma("cache_size = -32768")
database.exec(`
  CREATE TABLE message (id INTEGER PRIMARY KEY, ref TEXT UNIQUE, conversation TEXT, position INTEGER, role TEXT, time INTEGER, hash TEXT, body BLOB);
  CREATE INDEX place ON message (conversation, position);
  CREATE VIRTUAL TABLE text_index USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
`)
const insert = database.prepare(
  "INSERT INTO message (ref, conversation, position, role, time, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
const index = database.prepare("INSERT INTO text_index (rowid, words) VALUES (?, ?)")

let position = 0
const add = database.transaction((lines) => {
  for (const line of lines) {
    const message = JSON.parse(line)
    const hash = createHash("sha256").update(line).digest("base64url")
    const conversation = message.ref.slice(0, message.ref.lastIndexOf("/"))
    const time = Date.parse(message.createdAt)
    const { lastInsertRowid } = insert.run(
      message.ref,
      conversation,
      position++,
      message.role,
      time,
      hash,
      deflateRawSync(line)
    )
    const text = message.parts.map((part) => part.text ?? stringsOf(part.output).join("\n")).join("\n")
    index.run(lastInsertRowid, text.replace(runs, pairs))
  }
})

let batch = []
for await (const line of createInterface({ input: createReadStream(source) })) {
  batch.push(line)
  if (batch.length < 500) continue
  add(batch)
  batch = []
}
add(batch)
database.close()
