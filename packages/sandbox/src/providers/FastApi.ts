/** Validates requests like servers on FastAPI and Pydantic, with their errors: all problems at once, with status 422. */
import { Json } from "@org/messages-core"
import * as SandboxResponse from "../http/SandboxResponse.js"

/** A problem of a request; `loc` is where it is. */
export interface Problem {
  readonly type: string
  readonly loc: ReadonlyArray<string | number>
  readonly msg: string
  readonly input: Json.Json
  readonly ctx?: Json.JsonObject
}

/** The response to a request with problems. */
export const refuse = (problems: ReadonlyArray<Problem>): SandboxResponse.SandboxResponse =>
  SandboxResponse.json({ detail: problems.map((problem) => ({ ...problem })) }, { status: 422 })

type Loc = Problem["loc"]

/** The whole number of a query parameter, from `minimum` to `maximum`; `otherwise` if it is absent or has a problem. */
export const integer = (
  problems: Array<Problem>,
  query: URLSearchParams,
  name: string,
  { maximum, minimum, otherwise }: { readonly minimum: number; readonly maximum?: number; readonly otherwise: number }
): number => {
  const input = query.get(name)
  if (input === null) return otherwise
  const loc = ["query", name]
  const number = /^\s*[+-]?\d{1,15}\s*$/.test(input) ? Number(input) : undefined
  if (number === undefined) {
    const msg = "Input should be a valid integer, unable to parse string as an integer"
    problems.push({ type: "int_parsing", loc, msg, input })
  } else if (number < minimum) {
    const msg = `Input should be greater than or equal to ${minimum}`
    problems.push({ type: "greater_than_equal", loc, msg, input, ctx: { ge: minimum } })
  } else if (maximum !== undefined && number > maximum) {
    const msg = `Input should be less than or equal to ${maximum}`
    problems.push({ type: "less_than_equal", loc, msg, input, ctx: { le: maximum } })
  } else return number
  return otherwise
}

/** The boolean of a query parameter; false if it is absent or has a problem. */
export const boolean = (problems: Array<Problem>, query: URLSearchParams, name: string): boolean => {
  const input = query.get(name)
  if (input === null) return false
  if (/^(1|true|t|yes|y|on)$/i.test(input)) return true
  if (!/^(0|false|f|no|n|off)$/i.test(input)) {
    const msg = "Input should be a valid boolean, unable to interpret input"
    problems.push({ type: "bool_parsing", loc: ["query", name], msg, input })
  }
  return false
}

/** The JSON of a body; `undefined` if it has a problem. */
export const body = (problems: Array<Problem>, text: string): Json.Json | undefined => {
  if (text === "") {
    problems.push(missing(["body"], null))
    return undefined
  }
  try {
    return JSON.parse(text)
  } catch {
    const ctx = { error: "Expecting value" }
    problems.push({ type: "json_invalid", loc: ["body", 0], msg: "JSON decode error", input: {}, ctx })
    return undefined
  }
}

/** The problem of a missing required field. */
export const missing = (loc: Loc, input: Json.Json): Problem => ({ type: "missing", loc, msg: "Field required", input })

/** The value as an object; `undefined` if it is not one. */
export const object = (
  problems: Array<Problem>,
  value: Json.Json | undefined,
  loc: Loc
): Json.JsonObject | undefined => {
  if (value === undefined || Json.isObject(value)) return value
  problems.push({ type: "dict_type", loc, msg: "Input should be a valid dictionary", input: value })
  return undefined
}

/** The texts of some keys of an object; a key may be absent unless it is required, and null if `isNullable`. */
export const strings = (
  problems: Array<Problem>,
  within: Json.JsonObject,
  loc: Loc,
  keys: ReadonlyArray<string>,
  { isNullable = true, isRequired = false }: { readonly isRequired?: boolean; readonly isNullable?: boolean } = {}
): void => {
  for (const key of keys) {
    const value = Json.own(within, key)
    if (value === undefined) {
      if (isRequired) problems.push(missing([...loc, key], within))
    } else if (typeof value !== "string" && !(isNullable && value === null))
      problems.push({ type: "string_type", loc: [...loc, key], msg: "Input should be a valid string", input: value })
  }
}
