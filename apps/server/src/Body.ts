/** Reads the JSON body of a request: typed as JSON, whole, of a bounded size, and well-formed UTF-8. */
import type * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest"
import { Json, type Problem } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as Refusal from "./Refusal.js"

type Request = HttpServerRequest.HttpServerRequest

/**
 * Reads values of the schema, each of at most `limit` bytes; a key that the schema does not know is refused. Bodies count until their
 * requests are answered: together they may have eight times the limit.
 */
export const json = <A, I>(schema: Schema.Schema<A, I>, limit: number) => {
  const room = { bytes: 8 * limit }
  return (request: Request): Effect.Effect<A, Problem.Problem, Scope.Scope> =>
    checkType(request).pipe(
      Effect.zipRight(place(room)),
      Effect.flatMap(bytes(request, limit, room)),
      Effect.flatMap(parse),
      Effect.flatMap(decode(schema))
    )
}

interface Room {
  bytes: number
}

/** What a body has taken of the room, given back when its request has been answered. */
const place = (room: Room) =>
  Effect.acquireRelease(
    Effect.sync((): Room => ({ bytes: 0 })),
    (taken) => Effect.sync(() => (room.bytes += taken.bytes))
  )

const checkType = ({ headers }: Request) =>
  jsonType.test(headers["content-type"] ?? "") &&
  (headers["content-encoding"] ?? "identity").toLowerCase() === "identity"
    ? Effect.void
    : Effect.fail(Refusal.unsupportedMediaType)

const jsonType = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?;?$/i

/** Past the limit the rest is read and dropped, so that the caller gets the answer and not a broken connection. */
const bytes = (request: Request, limit: number, room: Room) => (taken: Room) =>
  Effect.async<Uint8Array, Problem.Problem>((resume) => {
    const refused = Effect.fail(Refusal.bodyTooLarge(limit))
    if (Number(request.headers["content-length"] ?? 0) > limit) return resume(refused)
    const source = NodeHttpServerRequest.toIncomingMessage(request)
    const chunks: Array<Buffer> = []
    const onData = (chunk: Buffer) => {
      taken.bytes += chunk.length
      room.bytes -= chunk.length
      if (taken.bytes <= limit && room.bytes >= 0) return void chunks.push(chunk)
      stop()
      resume(taken.bytes > limit ? refused : Effect.fail(Refusal.overloaded))
    }
    const onEnd = () => resume(Effect.succeed(Buffer.concat(chunks)))
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
    catch: (error) => Refusal.malformedBody(error instanceof SyntaxError ? "it is not JSON" : "it is not UTF-8")
  })

const decode = <A, I>(schema: Schema.Schema<A, I>) => {
  const decode = Schema.decodeUnknown(schema, { onExcessProperty: "error" })
  return (value: unknown) => {
    const fault = Json.fault(value)
    return fault === undefined
      ? decode(value).pipe(Effect.mapError(unexpected))
      : Effect.fail(Refusal.unexpectedBody(fault.path.slice(0, longest), `is ${fault.problem}`))
  }
}

/** A path is made of what was sent, so it is cut. */
const longest = 200

/** Says where and what was expected, and nothing of what was sent but its keys. */
const unexpected = (error: ParseResult.ParseError): Problem.Problem => {
  const [issue] = ParseResult.ArrayFormatter.formatErrorSync(error)
  const path = (issue?.path ?? []).map((key) => (typeof key === "number" ? key : String(key)))
  return Refusal.unexpectedBody(Json.pointer(path).slice(0, longest), words(issue))
}

const words = (issue: ParseResult.ArrayFormatterIssue | undefined): string => {
  switch (issue?._tag) {
    case "Missing":
      return "is missing"
    case "Unexpected":
      return "is not known"
    default:
      return expected(issue?.message)
  }
}

const expected = (message = ""): string => {
  const [, expected] = /^Expected (.{1,100}?), actual /s.exec(message) ?? []
  return expected === undefined ? "is not what the contract says" : `must be ${expected}`
}
