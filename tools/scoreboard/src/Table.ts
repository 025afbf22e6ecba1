/** Renders a report as the part of docs/faults.md that the scoreboard writes: the score, where each client fails, and how. */
import { Faults, Judge } from "@org/messages-faults"
import type { Failures, FaultReport, Measured } from "./FaultReport.js"

export const markdown = ({ clients, limits, measured, node }: FaultReport): string =>
  [
    `Measured on ${measured} with Node ${node}. An attempt may take ${limits.attemptMs / 1000} s, a client may retry ${limits.retries === 1 ? "once" : `${limits.retries} times`}, and a call may take ${limits.callMs / 1000} s.`,
    table(
      ["client", "version", "reads passed", "posts passed", "reads, ignoring the key", "posts, ignoring the key"],
      clients.map(({ client, post, read, version }) => [
        client,
        version,
        score(read),
        score(post),
        score(read, [Judge.keyShown]),
        score(post, [Judge.keyShown])
      ])
    ),
    "The last two columns also count a fault as passed when the only complaint is that the error shows the key.",
    "### Where they fail",
    "Failed reads and failed posts for each kind of fault. The number of faults of that kind is in the header.",
    table(
      ["client", ...kinds.map(([kind, faults]) => `${kind} (${Object.keys(faults).length})`)],
      clients.map((measured) => [
        measured.client,
        ...kinds.map(([, faults]) =>
          operations(measured)
            .map((failures) => count(failures, faults))
            .join(" + ")
        )
      ])
    ),
    "### How they fail",
    "How many reads and posts have each complaint. One call can have several.",
    table(
      ["client", ...symptoms.map(([symptom]) => symptom), "other"],
      clients.map((measured) => [measured.client, ...complaints(measured)])
    )
  ].join("\n\n")

const kinds = Object.entries(Faults.groups)

const score = (failures: Failures | undefined, ignored: ReadonlyArray<string> = []): string => {
  if (failures === undefined) return "–"
  const failed = Object.values(failures.failed).filter((complaints) =>
    complaints.some((complaint) => !ignored.includes(withoutPrefix(complaint)))
  )
  return `${failures.faults - failed.length} of ${failures.faults}`
}

const operations = ({ post, read }: Measured): ReadonlyArray<Failures> => (post === undefined ? [read] : [read, post])

const count = ({ failed }: Failures, faults: object): number =>
  Object.keys(failed).filter((name) => Object.hasOwn(faults, name)).length

/** The kinds of complaints, and the words of the judge for each; the first match counts. */
const symptoms: ReadonlyArray<readonly [symptom: string, complaint: RegExp]> = [
  ["shows the key", /^the key is in the error/],
  ["accepts a bad response", /in the place of/],
  ["sends too many requests", /^([2-9]|\d\d+) requests, not/],
  ["does not retry", /^1 request, not/],
  ["waits wrongly", /^waited /],
  ["never ends", /^no outcome in time/],
  ["takes too much memory", /^memory grew/],
  ["follows to another origin", /^followed to/]
]

const complaints = (measured: Measured): ReadonlyArray<string> => {
  const counts = [...symptoms.map(() => 0), 0]
  for (const { failed } of operations(measured))
    for (const said of Object.values(failed)) {
      const found = said.map(withoutPrefix).map((complaint) => symptoms.findIndex(([, words]) => words.test(complaint)))
      for (const index of new Set(found)) {
        const at = index < 0 ? symptoms.length : index
        counts[at] = (counts[at] ?? 0) + 1
      }
    }
  return counts.map((number) => (number === 0 ? "" : String(number)))
}

/** A complaint without the prefix of a read that is also judged with retries off. */
const withoutPrefix = (complaint: string): string => complaint.replace(/^retries off: /, "")

const table = (header: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")
