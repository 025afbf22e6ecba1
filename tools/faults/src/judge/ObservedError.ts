/** Reads what an error says from it, its causes and its response, in any client's form, as plain data. */
import { inspect } from "node:util"

/** `secret`: whether the key is in the inspected error, in its texts, or in its JSON. */
export interface ObservedError {
  readonly names: ReadonlyArray<string>
  readonly codes: ReadonlyArray<string>
  readonly statuses: ReadonlyArray<number>
  readonly messages: ReadonlyArray<string>
  readonly secret: boolean
  readonly reason: string | undefined
  readonly path: string | undefined
  readonly delivery: string | undefined
  readonly attempts: number | undefined
  readonly retryAfterMs: number | undefined
}

export const of = (error: unknown, key: string): ObservedError => {
  const all = chain(error)
  const [first = {}] = all
  const tag = text(first, "_tag")
  return {
    names: all.flatMap((one) => [...texts(one, "name", "_tag"), ...classOf(one)]),
    codes: all.flatMap((one) => texts(one, "code", "type", "reason")),
    statuses: all.flatMap((one) => numbers(one, "status", "statusCode")),
    messages: all.flatMap((one) => texts(one, "message", "detail", "problem")),
    secret: shows(error, key),
    reason: tag?.endsWith("NotFound") === true ? "NotFound" : text(first, "reason"),
    path: text(first, "path"),
    delivery: text(first, "delivery"),
    attempts: numbers(first, "attempts")[0],
    retryAfterMs: numbers(first, "retryAfterMs")[0]
  }
}

// An error and its causes, to a limited depth, because they may form a circle.
const chain = (error: unknown, depth = 0): ReadonlyArray<object> => {
  if (typeof error !== "object" || error === null || depth > 4) return []
  const next = ["cause", "error", "response", "raw"].map((key) => peek(error, key))
  return [error, ...next.flatMap((one) => chain(one, depth + 1))]
}

const shows = (error: unknown, key: string): boolean =>
  [
    () => inspect(error, { depth: 12, maxStringLength: null, maxArrayLength: null }),
    () => String(error),
    () => JSON.stringify(error),
    () => (error instanceof Error ? `${error.message}${error.stack}` : "")
  ].some((show) => attempt(show).includes(key))

// Ignores methods of an error that throw.
const attempt = (show: () => string | undefined): string => {
  try {
    return show() ?? ""
  } catch {
    return ""
  }
}

// Some clients distinguish their errors only by the class, and do not set the name.
const classOf = (one: object): ReadonlyArray<string> => (one instanceof Error ? [one.constructor.name] : [])

const text = (from: object, key: string): string | undefined => texts(from, key)[0]

const texts = (from: object, ...keys: ReadonlyArray<string>): ReadonlyArray<string> =>
  keys
    .map((key) => peek(from, key))
    .filter((value) => typeof value === "string")
    .filter((value) => value !== "")

const numbers = (from: object, ...keys: ReadonlyArray<string>): ReadonlyArray<number> =>
  keys.map((key) => peek(from, key)).filter((value) => typeof value === "number")

const peek = (from: object, key: string): unknown => {
  try {
    return Reflect.get(from, key)
  } catch {
    return undefined
  }
}
