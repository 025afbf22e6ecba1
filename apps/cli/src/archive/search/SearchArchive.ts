/** Runs `messages archive search`. */
import { Archive, type SearchHit } from "@org/messages-archive"
import { Json } from "@org/messages-core"
import { type Command, Escape, Print, ShellQuote, Streams } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { GlobalOptions } from "../../commandline/GlobalOptions.js"
import type { Run } from "../../commandline/RunnableCommand.js"
import * as Note from "../../output/Note.js"
import * as OutputFormat from "../../output/OutputFormat.js"
import * as ArchiveNotes from "../ArchiveNotes.js"
import * as ArchivePlace from "../ArchivePlace.js"
import * as HitText from "./HitText.js"
import * as SearchCommand from "./SearchCommand.js"
import * as SearchRequest from "./SearchRequest.js"

/** The code of the command. */
export const run: Run = (given) =>
  Effect.gen(function* () {
    const format = yield* OutputFormat.choose(given.value(SearchCommand.format))
    const { limit, options, query } = yield* SearchRequest.parse(given)
    const archive = yield* Archive
    const { stdout } = yield* Streams
    const most = limit ?? (stdout.terminal ? shown : Infinity)
    let count = 0
    let cursor = options.cursor
    do {
      const size = Math.min(most - count, pageSize)
      const page = yield* archive.search(query, { ...options, cursor, limit: size })
      yield* format === "json" ? lines(page.items) : text(page.items, count === 0)
      count += page.items.length
      cursor = page.next
    } while (cursor !== undefined && count < most)
    if (cursor !== undefined) yield* goOn(given, count, cursor)
    if (count === 0) yield* ArchiveNotes.nothing(given, "Nothing was found.")
  }).pipe(Effect.provide(ArchivePlace.existing(given)))

/** How many hits a terminal shows by default. */
const shown = 20

/** How many hits are read at once. */
const pageSize = 200

const text = (hits: ReadonlyArray<SearchHit.SearchHit>, isFirst: boolean) =>
  Effect.forEach(
    hits,
    (hit, index) =>
      Print.text((style, columns) => `${isFirst && index === 0 ? "" : "\n"}${HitText.hit(hit, style, columns)}`),
    { discard: true }
  )

/** One object on each line. On a terminal it is escaped, which gives the same JSON. */
const lines = (hits: ReadonlyArray<SearchHit.SearchHit>) =>
  Effect.flatMap(Streams, ({ stdout }) => {
    const text = hits.map((hit) => `${JSON.stringify(lineOf(hit))}\n`).join("")
    return text === "" ? Effect.void : stdout.write(stdout.terminal ? Escape.text(text) : text)
  })

/** A message without a ref is named by its conversation. */
const lineOf = ({ conversation, createdAt, goneAt, ref, role, snippet }: SearchHit.SearchHit) =>
  Json.compact({ ref, ...(ref === undefined && { conversation }), role, createdAt, snippet, goneAt })

/** Prints the command line for the next hits. */
const goOn = Effect.fn("SearchArchive.goOn")(function* (given: Command.Given, count: number, cursor: string) {
  const { sandbox } = yield* GlobalOptions
  const options = SearchCommand.command.options.flatMap((option) => {
    if (option.name === "--cursor") return []
    const value = given.value(option)
    if (value === true) return [option.name]
    return typeof value === "string" ? [option.name, ShellQuote.quote(value)] : []
  })
  const words = (given.all ?? []).map(ShellQuote.quote)
  const line = ["messages", ...(sandbox ? ["--sandbox"] : []), "archive search", ...words, ...options]
  yield* Note.note(`\n${count} shown. To continue:\n  ${line.join(" ")} --cursor ${ShellQuote.quote(cursor)}`)
})
