/** Reads the JSON body of a request: declared as JSON, complete, within the limits, and well-formed UTF-8. */
import * as RequestProblem from "@org/messages-api/RequestProblem"
import { Json, type Problem } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as ByteBuffer from "./ByteBuffer.js"
import type { Request } from "./Request.js"

/**
 * Reads a body of at most `limit` bytes as a value of the schema, and passes it to `use`; refuses keys that the schema does not know. All
 * bodies together may have eight times the limit; a body counts until its `use` has ended.
 */
export const reader = <A, I>(schema: Schema.Schema<A, I>, limit: number) => {
  const room = { bytes: 8 * limit }
  const decode = decoder(schema)
  return <B, R>(request: Request, use: (value: A) => Effect.Effect<B, Problem.Problem, R>) =>
    Effect.acquireUseRelease(
      Effect.sync(() => ({ bytes: 0 })),
      (taken) =>
        checkType(request).pipe(
          Effect.zipRight(read(request, limit, room, taken)),
          Effect.flatMap(parse),
          Effect.flatMap(decode),
          Effect.flatMap(use)
        ),
      (taken) => Effect.sync(() => (room.bytes += taken.bytes))
    )
}

const checkType = ({ headers }: Request) =>
  jsonType.test(headers["content-type"] ?? "") &&
  (headers["content-encoding"] ?? "identity").toLowerCase() === "identity"
    ? Effect.void
    : Effect.fail(RequestProblem.unsupportedMediaType)

const jsonType = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?;?$/i

interface Bytes {
  bytes: number
}

/** Reads and discards the rest of a body over the limit, so that the caller gets a response instead of a broken connection. */
const read = ({ headers, source }: Request, limit: number, room: Bytes, taken: Bytes) =>
  Effect.async<Uint8Array, Problem.Problem>((resume) => {
    const length = Number(headers["content-length"] ?? 0)
    if (length > limit) return resume(Effect.fail(RequestProblem.bodyTooLarge(limit)))
    const buffer = ByteBuffer.make(length > 0 ? length : limit)
    const onData = (chunk: Buffer) => {
      taken.bytes += chunk.length
      room.bytes -= chunk.length
      if (taken.bytes <= limit && room.bytes >= 0) return buffer.append(chunk)
      stop()
      resume(Effect.fail(taken.bytes > limit ? RequestProblem.bodyTooLarge(limit) : RequestProblem.overloaded))
    }
    const onEnd = () => resume(Effect.succeed(buffer.take()))
    const onError = () => resume(Effect.interrupt)
    const stop = () => {
      source.off("data", onData).off("end", onEnd)
      source.resume()
    }
    source.on("data", onData).on("end", onEnd).on("error", onError)
    return Effect.sync(stop)
  })

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
  const [issue] = ParseResult.ArrayFormatter.formatErrorSync(error)
  const path = (issue?.path ?? []).map((key) => (typeof key === "number" ? key : String(key)))
  return RequestProblem.unexpectedBody(Json.pointer(path).slice(0, longest), describe(issue))
}

const describe = (issue: ParseResult.ArrayFormatterIssue | undefined): string => {
  switch (issue?._tag) {
    case "Missing":
      return "is missing"
    case "Unexpected":
      return "is not known"
    default:
      return expectation(issue?.message)
  }
}

const expectation = (message = ""): string => {
  const [, expected] = /^Expected (.{1,100}?), actual /s.exec(message) ?? []
  return expected === undefined ? "is not what the contract says" : `must be ${expected}`
}
