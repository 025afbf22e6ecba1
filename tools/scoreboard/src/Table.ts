/** The scores as the part of docs/faults.md that the scoreboard writes. */
import { Faults, Judge, Oracle } from "@org/messages-faults"
import type { Rows, Score } from "./Score.js"

export const markdown = (scores: ReadonlyArray<Score>, date: string): string =>
  [
    `Measured on ${date} with Node ${process.version}: at most ${Oracle.timeoutMs / 1000} s for an attempt, ${Oracle.retries} retry, ${Oracle.withinMs / 1000} s for a call.`,
    table(
      ["client", "version", "reads passed", "posts passed", "reads, the key aside", "posts, the key aside"],
      scores.map(({ client, post, read, version }) => [
        client,
        version,
        total(read),
        total(post),
        total(read, [Judge.keyShown]),
        total(post, [Judge.keyShown])
      ])
    ),
    "The key aside: an error that shows the key when it is inspected counts as passed if nothing else is wrong.",
    "Where a client fails with a read, a post, or both; an empty cell is a row that is passed:",
    table(
      ["", "fault", "the client meets", ...scores.map(({ client }) => client)],
      Faults.names.map((name) => {
        const { injects, row } = Faults.get(name)
        return [String(row), `\`${name}\``, injects, ...scores.map((score) => failed(score, name))]
      })
    ),
    "### What was seen",
    ...scores.map(details)
  ].join("\n\n")

const total = (rows: Rows | undefined, allowed: ReadonlyArray<string> = []): string => {
  if (rows === undefined) return "–"
  const shown = [...rows.values()].filter((found) => found !== undefined)
  const passed = shown.filter((found) => found.every((words) => allowed.includes(words.replace(/^retries off: /, ""))))
  return `${passed.length} of ${shown.length}`
}

const failed = ({ post, read }: Score, name: Faults.Name): string => {
  const [reading, posting] = [read, post].map((rows) => (rows?.get(name) ?? []).length > 0)
  if (reading) return posting ? "both" : "read"
  return posting ? "post" : ""
}

const details = ({ client, post, read }: Score): string =>
  [
    `<details><summary>${client}</summary>`,
    "",
    ...failures("read", read),
    ...failures("post", post ?? new Map()),
    "",
    "</details>"
  ].join("\n")

const failures = (operation: string, rows: Rows): ReadonlyArray<string> =>
  [...rows].flatMap(([name, found]) =>
    found === undefined || found.length === 0 ? [] : [`- ${operation} \`${name}\`: ${plain(found.join("; "))}`]
  )

// What a client said may be anything, and here it is only to be read.
const plain = (text: string): string =>
  text
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1")
    .replace(/[\p{C}\s]+/gu, " ")
    .replace(/[<>|`*_[\]\\]/g, "\\$&")
    .slice(0, 200)

const table = (header: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")
