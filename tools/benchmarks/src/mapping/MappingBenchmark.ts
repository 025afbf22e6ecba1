/** Compares the mappings, in both directions, with `JSON.parse` and `JSON.stringify` of the same bytes, without HTTP. */
import { readFileSync } from "node:fs"
import type { Row } from "../measurement/BenchmarkTable.js"
import { native, type Provider, providers, ref, sizes } from "./NativeMessages.js"
import * as Project from "../measurement/Project.js"
import { medians } from "../measurement/Rounds.js"

interface Normalization {
  readonly toMessage: (ref: string, native: unknown) => unknown
  readonly fromMessage: (message: unknown) => unknown
}

export const run = async (rounds: number): Promise<ReadonlyArray<Row>> => {
  const { Normalization }: { readonly Normalization: Normalization } = await import(Project.packageUrl("normalization"))
  const rows: Array<Row> = []
  for (const one of cases) rows.push(...(await compare(Normalization, one, rounds)))
  return rows
}

interface Case {
  readonly name: string
  readonly ref: string
  readonly bytes: Buffer
  readonly isSmall: boolean
}

/** A message from the provider's documents. */
const samples: { readonly [P in Provider]: string } = {
  factory: "factory/msg-assistant-thinking-text-tool-use.json",
  mielto: "mielto/msg-full.json",
  honcho: "honcho/msg-basic.json",
  veryfront: "veryfront/msg-edited.json"
}

const cases: ReadonlyArray<Case> = providers.flatMap((provider) => [
  {
    name: `${provider}, sample`,
    ref: ref(provider, "1 KB"),
    bytes: readFileSync(Project.sample(samples[provider])),
    isSmall: true
  },
  ...sizes.map((size) => ({
    name: `${provider}, ${size}`,
    ref: ref(provider, size),
    bytes: Buffer.from(JSON.stringify(native(provider, size))),
    isSmall: size === "1 KB"
  }))
])

const compare = async (
  { fromMessage, toMessage }: Normalization,
  { bytes, isSmall, name, ref }: Case,
  rounds: number
): Promise<ReadonlyArray<Row>> => {
  const print = (value: unknown) => Buffer.from(JSON.stringify(value))
  const canonical = print(toMessage(ref, parse(bytes)))
  const there = () => print(toMessage(ref, parse(bytes)))
  const back = () => print(fromMessage(parse(canonical)))
  const times = Math.max(30, Math.round(2_000_000 / bytes.length))
  const contenders = {
    json: repeated(() => print(parse(bytes)), times),
    there: repeated(there, times),
    back: repeated(back, times)
  }
  // The first rounds compile the code.
  for (let round = 0; round < 3; round++) for (const measure of Object.values(contenders)) measure()
  const of = await medians(rounds * 2 + 1, contenders)
  const row = { rival: of.json, against: "parse + print", unit: "µs" } as const
  return [
    {
      ...row,
      what: `to canonical, ${name}`,
      ours: of.there,
      ...(isSmall ? { bar: 2.5, goal: 1.5 } : { bar: 1.4, goal: 1.1 })
    },
    { ...row, what: `to native, ${name}`, ours: of.back, ...(!canonical.includes(residue) && { bar: 1.5 }) }
  ]
}

/** The key of the residue: what the canonical fields cannot hold, and what takes time to put back. */
const residue = '"residue":'

const parse = (bytes: Buffer): unknown => JSON.parse(bytes.toString("utf8"))

/** The CPU time of one call, in microseconds. */
const repeated = (call: () => unknown, times: number) => () => {
  const before = process.cpuUsage()
  for (let index = 0; index < times; index++) call()
  const { system, user } = process.cpuUsage(before)
  return (user + system) / times
}
