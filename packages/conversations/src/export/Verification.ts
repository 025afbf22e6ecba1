/** Proves an export: every line, the digest, and the counts. */
import { Json, Message } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { StorageFailure } from "./ExportFailure.js"
import type { ExportFile } from "./ExportFile.js"

/** One thing that is wrong. `line` counts from 1; it is absent if the fault concerns the whole file. */
export interface FileFault {
  /** The line of the file, from 1; absent if the fault is not in one line. */
  readonly line?: number
  /** What is wrong, in words. */
  readonly problem: string
}

/** What was found. */
export interface Verification {
  /** How many messages the file has. */
  readonly count: number
  /** The first faults, up to the maximum. */
  readonly faults: ReadonlyArray<FileFault>
  /** How many faults there are, including those that are not listed. */
  readonly faultCount: number
}

/** How to verify. The conversion is a parameter, because this package knows no format. */
export interface Options {
  /** Converts a message to its native form and back, and returns what is wrong, or `undefined`. `native` is the provider's own element, if it was kept. */
  readonly conversion: (message: Message.Message, native: Json.Json | undefined) => string | undefined
  /** How many faults are listed; the rest are counted. */
  readonly maximum?: number
}

/** Reads the whole export and returns what is wrong. Memory holds the refs, not the messages. */
export const verify = (
  file: ExportFile,
  { conversion, maximum = 20 }: Options
): Effect.Effect<Verification, StorageFailure> =>
  Effect.gen(function* () {
    const state = Option.getOrUndefined(yield* file.state)
    const faults: Array<FileFault> = []
    let faultCount = 0
    const note = (problem: string, line?: number) => {
      faultCount += 1
      if (faults.length < maximum) faults.push({ ...(line !== undefined && { line }), problem })
    }
    const refs = new Set<string>()
    let count = 0
    let sequence = -Infinity

    const check = (text: string, raw: string | undefined) => {
      count += 1
      const message = read(text)
      if (message === undefined) return note("is not a canonical message", count)
      if (message.ref !== undefined && refs.size === refs.add(message.ref).size)
        note(`${message.ref} appears twice`, count)
      if (message.sequence !== undefined) {
        if (message.sequence < sequence) note("has a lower sequence than the line before", count)
        sequence = message.sequence
      }
      const native = raw === undefined ? undefined : Either.getOrUndefined(parse(raw))
      if (raw !== undefined && native === undefined) note("has a native element that is not JSON", count)
      const problem = conversion(message, native)
      if (problem !== undefined) note(problem, count)
    }

    const hasRaw = state?.rawBytes !== undefined
    const lines: Stream.Stream<readonly [string | undefined, string | undefined], StorageFailure> = hasRaw
      ? Stream.zipAll(file.lines, { other: file.rawLines, defaultSelf: undefined, defaultOther: undefined })
      : Stream.map(file.lines, (line) => [line, undefined])
    yield* Stream.runForEachChunk(lines, (chunk) =>
      Effect.sync(() => {
        for (const [line, raw] of chunk) {
          if (line === undefined) note("there are more native elements than messages")
          else {
            if (hasRaw && raw === undefined) note("has no native element beside it", count + 1)
            check(line, raw)
          }
        }
      })
    )
    if (state === undefined) note("there is no state beside the file")
    else {
      const { bytes, digest } = yield* file.sum
      if (hasRaw && (yield* file.rawSum).digest !== state.rawDigest)
        note("the file of native elements does not match the digest in the state: it was altered")
      if (!state.isComplete) note("the export is not complete: continue it with --resume")
      if (state.count !== count) note(`the state says ${state.count} messages, the file has ${count}`)
      if (state.bytes !== bytes) note(`the state says ${state.bytes} bytes, the file has ${bytes}`)
      if (state.digest !== digest) note("the file does not match the digest in the state: it was altered")
      if (state.faults > 0) note(`${state.faults} elements could not be read when the export was made`)
      if (state.isComplete && state.total !== undefined && state.total !== count + state.faults)
        note(`the provider counted ${state.total} messages, the file has ${count}`)
    }
    return { count, faults, faultCount }
  })

const parse = Schema.decodeEither(Schema.parseJson(Json.JsonValue))

const read = (text: string): Message.Message | undefined => {
  const value = Either.getOrUndefined(parse(text))
  return Message.isMessage(value) ? value : undefined
}
