/**
 * Keeps an export in files: `PATH`, `PATH.raw.ndjson` and `PATH.state.json`, `PATH.latest.json` until it is complete, and `PATH.lock` while it
 * is written.
 *
 * A state file is replaced when the data is safe on the disk, which takes longer than most pages. So that a killed export loses no page, the
 * state of every page in between is in the latest file, which counts only if its digests match the data: after a power failure they may not.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { readFile, stat } from "node:fs/promises"
import { StorageFailure } from "../export/ExportFailure.js"
import type { ExportFile } from "../export/ExportFile.js"
import * as ExportState from "../export/ExportState.js"
import * as AppendedFile from "./AppendedFile.js"
import * as FileFailure from "./FileFailure.js"
import * as FileLines from "./FileLines.js"
import * as LockFile from "./LockFile.js"
import * as OverwrittenFile from "./OverwrittenFile.js"
import * as ReplacedFile from "./ReplacedFile.js"

/** The export at a path. */
export const at = (path: string): ExportFile => {
  const statePath = `${path}.state.json`
  const rawPath = `${path}.raw.ndjson`
  const latestPath = `${path}.latest.json`
  const holds = (path: string, bytes: number, digest: string | undefined) =>
    FileFailure.orMissing(
      Effect.map(AppendedFile.sum(path, bytes), (sum) => sum.bytes === bytes && sum.digest === digest),
      false
    )
  const agrees = ({ bytes, digest, rawBytes, rawDigest }: ExportState.ExportState) =>
    Effect.zipWith(
      holds(path, bytes, digest),
      rawBytes === undefined ? Effect.succeed(true) : holds(rawPath, rawBytes, rawDigest),
      (hasLines, hasElements) => hasLines && hasElements
    )
  return {
    path,
    lock: LockFile.acquire(path),
    lines: FileLines.of(path),
    rawLines: FileLines.of(rawPath),
    exists: Effect.map(
      FileFailure.orMissing(
        FileFailure.attempt(path, () => stat(path)),
        undefined
      ),
      (found) => found !== undefined
    ),
    state: Effect.gen(function* () {
      const text = yield* textOf(statePath)
      if (text === undefined) return Option.none()
      const state = Either.getOrUndefined(decodeState(text))
      if (state === undefined)
        return yield* new StorageFailure({ path: statePath, cause: "it is not the state of an export" })
      const latest = Either.getOrUndefined(decodeState((yield* textOf(latestPath)) ?? ""))
      const isLater = latest?.conversation === state.conversation && latest.pages > state.pages
      return Option.some(isLater && (yield* agrees(latest)) ? latest : state)
    }),
    sum: AppendedFile.sum(path),
    rawSum: AppendedFile.sum(rawPath),
    open: (state) =>
      Effect.gen(function* () {
        const durable = yield* ReplacedFile.open(statePath)
        const latest = yield* OverwrittenFile.at(latestPath)
        // A file without a state is not an export, so the state is written first.
        durable.set(stateText(state))
        if (state.pages === 0) yield* durable.flush
        const data = yield* AppendedFile.open(path, state.bytes, state.digest)
        const raw =
          state.rawBytes === undefined
            ? undefined
            : yield* AppendedFile.open(rawPath, state.rawBytes, state.rawDigest ?? ExportState.ofNothing)
        const write = Effect.zipRight(data.write, raw?.write ?? Effect.void)
        const sync = data.sync.pipe(Effect.zipRight(raw?.sync ?? Effect.void), Effect.zipRight(durable.flush))
        // The state may be the latest one, which is about to be overwritten.
        if (state.pages > 0) yield* sync
        let due = -Infinity
        return {
          append: (lines, elements = []) => {
            const written = data.add(lines)
            if (raw === undefined) return written
            const { bytes, digest } = raw.add(elements)
            return { ...written, rawBytes: bytes, rawDigest: digest }
          },
          commit: (state) =>
            Effect.flatMap(Effect.zipRight(write, Clock.currentTimeMillis), (now) => {
              if (now < due && !state.isComplete) return latest.write(stateText(state))
              due = now + syncInterval
              durable.set(stateText(state))
              return state.isComplete ? Effect.zipRight(sync, latest.remove) : sync
            })
        }
      })
  }
}

/** How long data may wait before it is synced to the disk, in milliseconds. */
const syncInterval = 200

/** The text of a file, or `undefined` if it does not exist. */
const textOf = (path: string) =>
  FileFailure.orMissing(
    FileFailure.attempt(path, () => readFile(path, "utf8")),
    undefined
  )

const stateText = (state: ExportState.ExportState): string => `${JSON.stringify(state, undefined, 2)}\n`

const decodeState = Schema.decodeEither(Schema.parseJson(ExportState.ExportState))
