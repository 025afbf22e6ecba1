/** Reads a response in lines from a remote messages-server, and requests the rest if the connection breaks. */
import type * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { type MessageError, Problem } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as RemoteProblem from "./RemoteProblem.js"
import * as RemoteResponse from "./RemoteResponse.js"

type Ask = (from: number) => Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>

/** The lines after the first `from`. If a response breaks off, the rest is requested again, as long as one of a few attempts brings lines. */
export const lines = (
  server: RemoteProblem.Server,
  from: number,
  ask: Ask,
  left = attempts
): Stream.Stream<string, MessageError.MessageError> => {
  let count = 0
  return response(server, ask(from)).pipe(
    Stream.tap(() => Effect.sync(() => void (count += 1))),
    Stream.catchAll((error) => {
      if (!isPassing(error) || (count === 0 && left === 0)) return Stream.fail(error)
      const rest = lines(server, from + count, ask, count > 0 ? attempts : left - 1)
      return Stream.unwrap(Effect.as(Effect.sleep("1 second"), rest))
    })
  )
}

/** How many responses in a row may have no line. */
const attempts = 3

/** Whether the same request may succeed a moment later. */
export const isPassing = (error: MessageError.MessageError): boolean =>
  error._tag === "GatewayFailure" && (error.status === undefined || error.status === 503)

const response = (
  server: RemoteProblem.Server,
  asked: Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>
): Stream.Stream<string, MessageError.MessageError> =>
  asked.pipe(
    Effect.mapError((error) => RemoteResponse.unreachable(server, "get", error)),
    Effect.flatMap((response) =>
      response.status === 200
        ? Effect.succeed(ofBody(server, response))
        : Effect.flatMap(RemoteResponse.receive(server, "get")(Effect.succeed(response)), () =>
            RemoteProblem.unreadable(server, "get", response.status)
          )
    ),
    Stream.unwrap
  )

const ofBody = (server: RemoteProblem.Server, { stream }: HttpClientResponse.HttpClientResponse) =>
  stream.pipe(
    Stream.catchAll((error) =>
      error.reason === "EmptyBody" ? Stream.empty : Stream.fail(RemoteResponse.unreachable(server, "get", error))
    ),
    Stream.decodeText(),
    Stream.mapAccum("", splitLines),
    Stream.flattenIterables,
    Stream.mapEffect((line) => failureOf(server, line) ?? Effect.succeed(line))
  )

/** The complete lines of a text, and the start of the next one. A line that was cut off when the connection broke does not count. */
const splitLines = (rest: string, text: string): readonly [rest: string, lines: ReadonlyArray<string>] => {
  if (!text.includes("\n")) return [rest + text, []]
  const lines = (rest + text).split("\n")
  return [lines.pop() ?? "", lines]
}

/** The last line says why the lines ended early. */
const failureOf = (server: RemoteProblem.Server, line: string) => {
  if (!line.startsWith('{"error":{"type":"urn:messages:problem:')) return undefined
  return Option.match(Option.filter(RemoteProblem.parse(Buffer.from(line)), isInterruption), {
    onNone: () => undefined,
    onSome: ({ error }) =>
      Effect.fail(RemoteProblem.toError(server, "get", error.status, Buffer.from(JSON.stringify(error))))
  })
}

const isInterruption = Schema.is(Schema.Struct({ error: Problem.Problem }))
