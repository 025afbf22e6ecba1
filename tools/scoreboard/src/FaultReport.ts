/** The result of a run of the scoreboard, as the data of docs/faults.json. */
import { Faults, Expectations } from "@org/messages-faults"
import type { Rows, Score } from "./Score.js"

/** All clients of one run. */
export interface FaultReport {
  /** The day of the run, such as `2026-11-20`. */
  readonly measured: string
  /** The version of Node. */
  readonly node: string
  /** How long one attempt and one call may take, in milliseconds, and how often a client may retry. */
  readonly limits: { readonly attemptMs: number; readonly callMs: number; readonly retries: number }
  /** What the client meets, for each fault by its kind and name. */
  readonly faults: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly clients: ReadonlyArray<Measured>
}

/** The result of one client. `post` is missing if the client cannot post. */
export interface Measured {
  readonly client: string
  readonly version: string
  readonly read: Failures
  readonly post?: Failures
}

/** `faults` is how many faults were tested; `failed` has the complaints about each fault that the client did not pass. */
export interface Failures {
  readonly faults: number
  readonly failed: { readonly [N in Faults.Name]?: ReadonlyArray<string> }
}

export const of = (scores: ReadonlyArray<Score>, measured: string): FaultReport => ({
  measured,
  node: process.version,
  limits: { attemptMs: Expectations.timeoutMs, callMs: Expectations.withinMs, retries: Expectations.retries },
  faults: Object.fromEntries(
    Object.entries(Faults.groups).map(([kind, faults]) => [
      kind,
      Object.fromEntries(Object.entries(faults).map(([name, { injects }]) => [name, injects]))
    ])
  ),
  clients: scores.map(({ client, post, read, version }) => ({
    client,
    version,
    read: failures(read),
    ...(post !== undefined && { post: failures(post) })
  }))
})

const failures = (rows: Rows): Failures => {
  const shown = [...rows].filter(([, complaints]) => complaints !== undefined)
  const failed = shown.flatMap(([name, complaints = []]) =>
    complaints.length === 0 ? [] : [[name, complaints.map(plain)] as const]
  )
  return { faults: shown.length, failed: Object.fromEntries(failed) }
}

// A complaint may quote any text of a client.
const plain = (complaint: string): string =>
  complaint
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1")
    .replace(/[\p{C}\s]+/gu, " ")
    .slice(0, 200)
