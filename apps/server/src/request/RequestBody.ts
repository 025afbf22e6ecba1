/** Reads the JSON body of a request: declared as JSON, complete, within the limits, and well-formed UTF-8. */
import * as RequestProblem from "@org/messages-api/RequestProblem"
import { Json, JsonScan, type Problem } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as BodyBytes from "./BodyBytes.js"
import * as Turn from "./Turn.js"
import type { Values } from "../start/Settings.js"
import type { Request } from "./Request.js"

/** The limits of a body, in bytes. */
export type Limits = Pick<Values, "bodyLimit" | "jsonLimit">

/**
 * Reads a value of the schema within the limits and passes it to `use`. Keys that the schema does not know are refused.
 * A body counts until `use` has ended: all bodies together may use eight times the limit.
 */
export const reader = <A, I>(schema: Schema.Schema<A, I>, { bodyLimit: limit, jsonLimit }: Limits) => {
  const room = { bytes: 8 * limit }
  const measure = checkJson(jsonLimit)
  const decode = decoder(schema)
  const read = (bytes: Uint8Array): Effect.Effect<A, Problem.Problem> => {
    const turn: <T>(value: T) => Effect.Effect<T> = bytes.length > large ? Turn.next : Effect.succeed
    return measure(bytes).pipe(
      Effect.flatMap(turn),
      Effect.flatMap(parse),
      Effect.flatMap(turn),
      Effect.flatMap(decode),
      Effect.flatMap(turn)
    )
  }
  return <B, R>(request: Request, use: (value: A) => Effect.Effect<B, Problem.Problem, R>) =>
    Effect.acquireUseRelease(
      Effect.sync(() => ({ bytes: 0 })),
      (taken) =>
        checkType(request).pipe(
          Effect.zipRight(BodyBytes.receive(request, { limit, room }, taken)),
          Effect.flatMap(read),
          Effect.flatMap(use)
        ),
      (taken) => Effect.sync(() => (room.bytes += taken.bytes))
    )
}

/** From this length on, each step of reading a body has a turn of its own. */
const large = 2 ** 20

const checkType = ({ headers }: Request) =>
  jsonType.test(headers["content-type"] ?? "") &&
  (headers["content-encoding"] ?? "identity").toLowerCase() === "identity"
    ? Effect.void
    : Effect.fail(RequestProblem.unsupportedMediaType)

const jsonType = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?;?$/i

/** The cost of parsing depends on the JSON outside of base64 texts. A body that is within that limit as a whole need not be measured. */
const checkJson =
  (limit: number) =>
  (bytes: Uint8Array): Effect.Effect<Uint8Array, Problem.Problem> =>
    bytes.length > limit && JsonScan.bytesOutsideBase64(bytes, limit) > limit
      ? Effect.fail(RequestProblem.jsonTooLarge(limit))
      : Effect.succeed(bytes)

const parse = (bytes: Uint8Array) =>
  Effect.try({
    try: (): unknown => JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)),
    catch: (error) => RequestProblem.malformedBody(error instanceof SyntaxError ? "it is not JSON" : "it is not UTF-8")
  })

const decoder = <A, I>(schema: Schema.Schema<A, I>) => {
  const decode = Schema.decodeUnknown(schema, { onExcessProperty: "error" })
  return (value: unknown) => {
    const fault = Json.fault(value)
    return fault === undefined
      ? decode(value).pipe(Effect.mapError(unexpected))
      : Effect.fail(RequestProblem.unexpectedBody(fault.path.slice(0, longest), `is ${fault.problem}`))
  }
}

/** The longest path in a problem, in characters: a path contains keys that the caller sent. */
const longest = 200

/** Says where the body differs and what was expected. It repeats only keys of the body, never values. */
const unexpected = (error: ParseResult.ParseError): Problem.Problem => {
  const issues = ParseResult.ArrayFormatter.formatErrorSync(error)
  const [issue] = issues
  const path = (issue?.path ?? []).map((key) => (typeof key === "number" ? key : String(key)))
  const pointer = Json.pointer(path)
  // A value that must be one of several strings has an issue for each of them.
  const texts = issues.flatMap(({ message, path }) =>
    Json.pointer(path.map(String)) === pointer ? literalOf(message) : []
  )
  return RequestProblem.unexpectedBody(
    pointer.slice(0, longest),
    texts.length > 1 ? `must be ${texts.slice(0, -1).join(", ")} or ${texts.at(-1) ?? ""}` : describe(issue)
  )
}

const literalOf = (message: string): ReadonlyArray<string> =>
  /^Expected ("[^"]{0,50}"), actual /.exec(message)?.slice(1) ?? []

const describe = (issue: ParseResult.ArrayFormatterIssue | undefined): string => {
  switch (issue?._tag) {
    case "Missing":
      return "is missing"
    case "Unexpected":
      return "is not known"
    default:
      return expectation(issue?.message, issue?.path.length === 0)
  }
}

/** For the body as a whole, this says "an object": the name of its schema means nothing to a caller. */
const expectation = (message = "", isBody = false): string => {
  const [, expected] = /^Expected (.{1,100}?), actual /s.exec(message) ?? []
  if (isBody && expected !== undefined && /^[A-Z]\w*$/.test(expected)) return "must be an object"
  return expected === undefined ? "is not what the contract says" : `must be ${expected}`
}
