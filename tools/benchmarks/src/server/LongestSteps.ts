/** The CPU time of the longest step that an answer keeps the event loop from other work: reading, mapping or printing it. */
import { hash } from "node:crypto"
import type { Row } from "../measurement/BenchmarkTable.js"
import * as HostileAnswers from "./HostileAnswers.js"
import { native, ref } from "../mapping/NativeMessages.js"
import * as Project from "../measurement/Project.js"
import { medians } from "../measurement/Rounds.js"

type Read = (
  response: object,
  address: object,
  redact: (text: string) => string,
  limits: object
) => { readonly right?: unknown; readonly left?: unknown }

interface Built {
  readonly ResponseReader: { readonly json: (validate: unknown) => Read }
  readonly Shape: { readonly outer: (fields: object) => unknown }
  readonly Json: { readonly limits: object }
  readonly Normalization: { readonly toMessage: (ref: string, native: unknown) => unknown }
}

/** What no step may take, in milliseconds. */
const limit = 200

export const run = async (rounds: number): Promise<ReadonlyArray<Row>> => {
  const { Json }: Built = await import(Project.packageUrl("core"))
  const { ResponseReader, Shape }: Built = await import(Project.packageUrl("transport"))
  const { Normalization }: Built = await import(Project.packageUrl("normalization"))
  const readJson = ResponseReader.json(Shape.outer({}))
  const read = (body: Uint8Array) => {
    const result = readJson({ status: 200, headers: {}, body }, {}, (text) => text, Json.limits)
    if (!("right" in result)) throw new Error("the answer is refused, so it measures nothing")
    return result.right
  }
  const rows: Array<Row> = []
  for (const { body, ref, what } of HostileAnswers.answers) {
    const bytes = Buffer.from(body())
    const json = read(bytes)
    const message = Normalization.toMessage(ref, json)
    const of = await medians(rounds, {
      reading: cpuMs(() => read(bytes)),
      mapping: cpuMs(() => Normalization.toMessage(ref, json)),
      printing: cpuMs(() => hash("sha256", JSON.stringify(message)))
    })
    const [step, ours] = Object.entries(of).reduce((a, b) => (b[1] > a[1] ? b : a))
    rows.push({ what: `${what}: ${step}`, ours, against: "limit", rival: limit, unit: "ms", bar: 1 })
  }
  const bytes = Buffer.from(JSON.stringify(native("veryfront", "8 KB")))
  const of = await medians(rounds * 5, {
    checked: cpuMs(() => read(bytes), 2_000),
    parsed: cpuMs(() => JSON.parse(decoder.decode(bytes)), 2_000)
  })
  const what = `reading the JSON of ${ref("veryfront", "8 KB")}, 8 KB, with every check`
  rows.push({ what, ours: of.checked * 1_000, against: "JSON.parse", rival: of.parsed * 1_000, unit: "µs" })
  return rows
}

const decoder = new TextDecoder("utf-8", { fatal: true })

const cpuMs =
  (step: () => unknown, times = 1) =>
  () => {
    const before = process.cpuUsage()
    for (let index = 0; index < times; index++) step()
    const { system, user } = process.cpuUsage(before)
    return (user + system) / 1_000 / times
  }
