/** Receives the bytes of a body within its limits: its size, the memory of all bodies together, and its slowest speed. */
import * as RequestProblem from "@org/messages-api/RequestProblem"
import { ByteBuffer, type Problem } from "@org/messages-core"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as BodyTurns from "./BodyTurns.js"
import type { Request } from "./Request.js"

/** A count of bytes. */
export interface Bytes {
  bytes: number
}

/** What a body may use. */
export interface BodyLimits {
  /** The most bytes of one body. */
  readonly limit: number
  /** The room that is left for all bodies together. */
  readonly room: Bytes
}

/** How long a body may arrive at any speed. */
export const grace = Duration.seconds(10)

/** The slowest average speed after that, in bytes a second. */
export const slowest = 1_000

/** Receives a body. `taken` counts how much of the room it uses, even if it fails. */
export const receive = (
  request: Request,
  limits: BodyLimits,
  taken: Bytes
): Effect.Effect<Uint8Array, Problem.Problem> => Effect.raceFirst(collect(request, limits, taken), tooSlow(taken))

/** Beyond the limit, the rest is read and discarded, so that the caller gets a response instead of a broken connection. */
const collect = ({ headers, source }: Request, { limit, room }: BodyLimits, taken: Bytes) =>
  Effect.async<Uint8Array, Problem.Problem>((resume) => {
    BodyTurns.take(source)
    if (Number(headers["content-length"] ?? 0) > limit) return resume(Effect.fail(RequestProblem.bodyTooLarge(limit)))
    const buffer = new ByteBuffer.ByteBuffer(limit)
    const onData = (chunk: Buffer) => {
      taken.bytes += chunk.length
      room.bytes -= chunk.length
      if (room.bytes >= 0 && buffer.append(chunk)) return
      stop()
      resume(Effect.fail(taken.bytes > limit ? RequestProblem.bodyTooLarge(limit) : RequestProblem.overloaded))
    }
    const onEnd = () => resume(Effect.succeed(buffer.bytes()))
    const onError = () => resume(Effect.interrupt)
    const stop = () => {
      source.off("data", onData).off("end", onEnd)
      source.resume()
    }
    source.on("data", onData).on("end", onEnd).on("error", onError)
    return Effect.sync(stop)
  })

/** Fails when a body arrives too slowly: a few bytes now and then could hold its memory until the request times out. */
const tooSlow = (taken: Bytes) =>
  Effect.gen(function* () {
    const start = yield* Clock.currentTimeNanos
    yield* Effect.sleep(grace)
    while (true) {
      const seconds = Number((yield* Clock.currentTimeNanos) - start) / 1e9
      if (taken.bytes < seconds * slowest) return yield* Effect.fail(RequestProblem.bodyTooSlow)
      yield* Effect.sleep("1 second")
    }
  })
