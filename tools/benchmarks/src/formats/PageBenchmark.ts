/** Opens the HTML page of a long conversation in Chromium, and that of a short one: wall time and memory. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Row } from "../measurement/BenchmarkTable.js"
import * as Chromium from "./Chromium.js"
import * as LongConversation from "./LongConversation.js"
import * as Project from "../measurement/Project.js"
import { medians } from "../measurement/Rounds.js"

interface Formats {
  readonly Html: { readonly render: (messages: unknown) => string }
}

const [short, long, bytes] = [25, 2_500, 8_000]

/** What is measured of a page that has been opened. */
const measures: ReadonlyArray<{
  readonly what: string
  readonly of: (tab: Chromium.Tab) => Promise<number> | number
  readonly unit: "ms" | "MB"
  readonly bar?: number
}> = [
  {
    what: "until something is drawn",
    of: ({ evaluate }) => evaluate(`performance.getEntriesByName("first-contentful-paint")[0].startTime`),
    unit: "ms",
    bar: 2
  },
  {
    what: "until all of it is there",
    of: ({ evaluate }) => evaluate(`performance.getEntriesByType("navigation")[0].loadEventEnd`),
    unit: "ms"
  },
  {
    what: "from the first message to the last",
    of: ({ evaluate }) =>
      evaluate(`new Promise((resolve) => {
        const start = performance.now()
        document.querySelector("article:last-of-type").scrollIntoView()
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)))
      })`),
    unit: "ms"
  },
  { what: "peak memory", of: ({ peak }) => peak(), unit: "MB" }
]

/** Every round opens each page in a fresh browser for each measure. */
export const run = async (rounds: number): Promise<ReadonlyArray<Row>> => {
  if (!Chromium.isThere) {
    console.log("There is no Chromium here, so the page is left out.")
    return []
  }
  const { Html }: Formats = await import(Project.packageUrl("formats"))
  const folder = mkdtempSync(join(tmpdir(), "messages-benchmarks-"))
  try {
    const file = (count: number): string => join(folder, `${count}.html`)
    for (const count of [short, long]) writeFileSync(file(count), Html.render(LongConversation.canonical(count, bytes)))
    const opened = (count: number, of: (tab: Chromium.Tab) => Promise<number> | number) => () =>
      Chromium.use(async (tab) => {
        await tab.open(file(count))
        return of(tab)
      })
    const rows: Array<Row> = []
    for (const { of, what, ...rest } of measures) {
      const { ours, rival } = await medians(rounds, { ours: opened(long, of), rival: opened(short, of) })
      rows.push({ what: `a page of ${long} messages, ${what}`, ours, against: `${short} messages`, rival, ...rest })
    }
    return rows
  } finally {
    rmSync(folder, { recursive: true })
  }
}
