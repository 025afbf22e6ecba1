/** Converts a long conversation to every format and back, and compares that with parsing and printing it. */
import type { Row } from "../measurement/BenchmarkTable.js"
import * as LongConversation from "./LongConversation.js"
import * as Project from "../measurement/Project.js"
import { medians } from "../measurement/Rounds.js"

type Result = { readonly right: { readonly value?: unknown; readonly messages?: unknown; readonly residue?: unknown } }

interface Formats {
  readonly Formats: {
    readonly standard: ReadonlyArray<{
      readonly name: string
      readonly hasSlot: boolean
      readonly isReadOnly?: true
      readonly isWriteOnly?: true
    }>
    readonly export: (name: string, messages: unknown, options: { readonly keep: string }) => Result
    readonly import: (name: string, value: unknown, residue?: unknown) => Result
  }
  readonly Markdown: { readonly render: (messages: unknown) => string }
  readonly Html: { readonly render: (messages: unknown) => string }
}

/** How many messages, and how many bytes each: 20 MB. */
const [count, bytes] = [2_500, 8_000]

/** Every round converts the conversation once in each way. */
export const run = async (rounds: number): Promise<ReadonlyArray<Row>> => {
  const { Formats, Html, Markdown }: Formats = await import(Project.packageUrl("formats"))
  const canonical = JSON.stringify(LongConversation.canonical(count, bytes))
  const ways = new Map<string, () => unknown>()
  for (const { hasSlot, isReadOnly, isWriteOnly, name } of Formats.standard) {
    if (isReadOnly === true) continue
    const isCanonical = name === "canonical" || name === "ndjson"
    for (const keep of isCanonical ? ["none"] : hasSlot ? ["embed", "beside", "none"] : ["beside", "none"]) {
      ways.set(`to ${name}, ${words.get(keep)}`, () => printed(Formats.export(name, JSON.parse(canonical), { keep })))
      if (isWriteOnly === true) continue
      const { residue, value } = Formats.export(name, JSON.parse(canonical), { keep }).right
      const [document, sidecar] = [JSON.stringify(value), residue === undefined ? "null" : JSON.stringify(residue)]
      ways.set(`from ${name}, ${words.get(keep)}`, () =>
        printed(Formats.import(name, JSON.parse(document), JSON.parse(sidecar) ?? undefined))
      )
    }
  }
  ways.set("to markdown", () => Markdown.render(JSON.parse(canonical)))
  ways.set("to html", () => Html.render(JSON.parse(canonical)))
  const only = process.env["BENCH_FORMATS"]?.split(",")
  const chosen = [...ways].filter(([what]) => only === undefined || only.some((name) => what.includes(name)))
  const measures = Object.fromEntries(
    [["parse", () => JSON.stringify(JSON.parse(canonical))] as const, ...chosen].map(([what, call]) => [
      what,
      cpu(call)
    ])
  )
  const { parse = Number.NaN, ...of } = await medians(rounds, measures)
  return Object.entries(of).map(([what, ours]) => ({
    what: `${what}: ${count} messages, ${Math.round(canonical.length / 1e6)} MB`,
    ours,
    against: "parse + print",
    rival: parse,
    unit: "ms" as const,
    bar: 4
  }))
}

const words: ReadonlyMap<string, string> = new Map([
  ["embed", "in slots"],
  ["beside", "with a sidecar"],
  ["none", "clean"]
])

const printed = ({ right: { messages, residue, value } }: Result): string =>
  JSON.stringify(value ?? messages) + (residue === undefined ? "" : JSON.stringify(residue))

/** The CPU time of one call, in milliseconds. */
const cpu = (call: () => unknown) => () => {
  const before = process.cpuUsage()
  call()
  const { system, user } = process.cpuUsage(before)
  return (user + system) / 1_000
}
