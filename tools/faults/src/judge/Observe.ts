/** Runs one call of a client and records, as plain data, what the caller got. */
import { setTimeout as after } from "node:timers/promises"
import type { Outcome } from "../Client.js"
import * as Memory from "./Memory.js"
import * as ObservedError from "./ObservedError.js"

/** `hang`: neither a value nor an error within the limit. `crash`: the process ended. `grownBytes`: the highest growth of memory during the call, if it was watched. */
export interface Observed {
  readonly outcome: "ok" | "error" | "hang" | "crash"
  readonly value?: unknown
  readonly error?: ObservedError.ObservedError
  readonly ms: number
  readonly grownBytes: number
}

/** `grownBytes`: whether to watch the memory of the whole process, which slows the call. */
export interface Limits {
  readonly limitMs: number
  readonly grownBytes: number | undefined
}

export const observe = async (
  call: () => Promise<Outcome>,
  key: string,
  { grownBytes, limitMs }: Limits
): Promise<Observed> => {
  const grown = grownBytes === undefined ? () => 0 : Memory.watch(grownBytes)
  const start = performance.now()
  const stop = new AbortController()
  const hang = after(limitMs, { outcome: "hang" } as const, { signal: stop.signal })
  hang.catch(() => undefined)
  const result = await Promise.race([call(), hang])
  stop.abort()
  const measured = { ms: performance.now() - start, grownBytes: grown() }
  switch (result.outcome) {
    case "hang":
      return { outcome: "hang", ...measured }
    case "ok":
      return { outcome: "ok", value: bounded(result.value), ...measured }
    case "error":
      return { outcome: "error", error: ObservedError.of(result.error, key), ...measured }
  }
}

// No good response is large, so a large one is not sent between processes.
const bounded = (value: unknown): unknown => {
  const text = JSON.stringify(value) ?? ""
  return text.length > 100_000 ? `${text.slice(0, 100)}…` : value
}
