/** Keeps an export in files: `PATH`, `PATH.raw.ndjson` and `PATH.state.json`. */
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { createReadStream } from "node:fs"
import { readFile, stat } from "node:fs/promises"
import { StorageFailure } from "../export/ExportFailure.js"
import type { ExportFile } from "../export/ExportFile.js"
import { ExportState } from "../export/ExportState.js"
import * as AppendedFile from "./AppendedFile.js"
import * as FileFailure from "./FileFailure.js"
import * as ReplacedFile from "./ReplacedFile.js"

/** The export at a path. */
export const at = (path: string): ExportFile => {
  const statePath = `${path}.state.json`
  const rawPath = `${path}.raw.ndjson`
  return {
    path,
    lines: lines(path),
    rawLines: lines(rawPath),
    exists: Effect.map(
      FileFailure.orMissing(
        FileFailure.attempt(path, () => stat(path)),
        undefined
      ),
      (found) => found !== undefined
    ),
    state: Effect.flatMap(
      FileFailure.orMissing(
        FileFailure.attempt(statePath, () => readFile(statePath, "utf8")),
        undefined
      ),
      (text) =>
        text === undefined
          ? Effect.succeedNone
          : Either.mapBoth(decodeState(text), {
              onLeft: () => new StorageFailure({ path: statePath, cause: "it is not the state of an export" }),
              onRight: Option.some
            })
    ),
    sum: AppendedFile.sum(path),
    open: (state) =>
      Effect.gen(function* () {
        const stateFile = yield* ReplacedFile.open(statePath)
        // A file without a state is no export, so the state comes first.
        if (state.pages === 0) {
          stateFile.set(stateText(state))
          yield* stateFile.flush
        }
        const data = yield* AppendedFile.open(path, state.bytes, state.digest)
        const raw = state.rawBytes === undefined ? undefined : yield* AppendedFile.open(rawPath, state.rawBytes)
        const commit = data.flush.pipe(Effect.zipRight(raw?.flush ?? Effect.void), Effect.zipRight(stateFile.flush))
        return {
          append: (lines, elements = []) => ({
            ...data.add(lines),
            ...(raw !== undefined && { rawBytes: raw.add(elements).bytes })
          }),
          commit: (state) =>
            Effect.suspend(() => {
              stateFile.set(stateText(state))
              return commit
            })
        }
      })
  }
}

const stateText = (state: ExportState): string => `${JSON.stringify(state, undefined, 2)}\n`

const decodeState = Schema.decodeEither(Schema.parseJson(ExportState))

/** The lines of a file. Only a line feed ends a line: a text may hold U+2028, at which `node:readline` would split it. */
const lines = (path: string): Stream.Stream<string, StorageFailure> =>
  Stream.suspend(() =>
    Stream.flattenChunks(
      Stream.fromAsyncIterable(
        splitLines(path),
        (error) => new StorageFailure({ path, cause: FileFailure.codeOf(error) })
      )
    )
  )

/** The lines of each chunk together, because a step of a stream costs more than a line. */
async function* splitLines(path: string): AsyncGenerator<Chunk.Chunk<string>> {
  let rest: Array<Uint8Array> = []
  for await (const read of createReadStream(path)) {
    const chunk: Buffer = read
    const whole: Array<string> = []
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      rest.push(chunk.subarray(from, end))
      whole.push(Buffer.concat(rest).toString("utf8"))
      rest = []
      from = end + 1
    }
    if (from < chunk.length) rest.push(chunk.subarray(from))
    yield Chunk.unsafeFromArray(whole)
  }
  if (rest.length > 0) yield Chunk.of(Buffer.concat(rest).toString("utf8"))
}
