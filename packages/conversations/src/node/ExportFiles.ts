/** Keeps an export in files: `PATH`, `PATH.raw.ndjson` and `PATH.state.json`; `PATH.lock` while it is written. */
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { hash } from "node:crypto"
import { createReadStream } from "node:fs"
import { type FileHandle, open, readFile, rename, stat } from "node:fs/promises"
import { dirname } from "node:path"
import { StorageFailure } from "../export/ExportFailure.js"
import type { ExportFile } from "../export/ExportFile.js"
import { ExportState } from "../export/ExportState.js"
import * as FileFailure from "./FileFailure.js"
import * as LockFile from "./LockFile.js"

/** The export at a path. */
export const at = (path: string): ExportFile => {
  const statePath = `${path}.state.json`
  const rawPath = `${path}.raw.ndjson`
  return {
    path,
    lock: LockFile.acquire(path),
    digest,
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
    open: (state) =>
      Effect.gen(function* () {
        // A file without a state is no export, so the state comes first.
        if (state.pages === 0) yield* replace(statePath, stateText(state))
        const data = yield* appender(path, state.bytes)
        const raw = state.rawBytes === undefined ? undefined : yield* appender(rawPath, state.rawBytes)
        let chain = state.digest
        return {
          append: (lines, elements = []) =>
            Effect.gen(function* () {
              for (const line of lines) chain = digest(chain, line)
              const bytes = yield* data.append(lines)
              const rawBytes = raw === undefined ? undefined : yield* raw.append(elements)
              return { bytes, digest: chain, ...(rawBytes !== undefined && { rawBytes }) }
            }),
          commit: (state) =>
            Effect.gen(function* () {
              yield* data.sync
              if (raw !== undefined) yield* raw.sync
              yield* replace(statePath, stateText(state))
            })
        }
      })
  }
}

const stateText = (state: ExportState): string => `${JSON.stringify(state, undefined, 2)}\n`

const decodeState = Schema.decodeEither(Schema.parseJson(ExportState))

const digest = (previous: string, line: string): string => hash("sha256", previous + line)

/** A file that is cut to a length and then only grows. */
const appender = (path: string, length: number) =>
  Effect.gen(function* () {
    const handle = yield* Effect.acquireRelease(
      FileFailure.attempt(path, () => openAppendable(path)),
      (handle) => Effect.promise(() => handle.close().catch(() => undefined))
    )
    const { size } = yield* FileFailure.attempt(path, () => handle.stat())
    if (size < length) return yield* new StorageFailure({ path, cause: "it is shorter than its state says" })
    if (size > length) yield* FileFailure.attempt(path, () => handle.truncate(length))
    let end = length
    return {
      append: (lines: ReadonlyArray<string>) =>
        FileFailure.attempt(path, async () => {
          const data = Buffer.from(lines.map((line) => `${line}\n`).join(""))
          await writeAll(handle, data, end)
          end += data.length
          return end
        }),
      sync: FileFailure.attempt(path, () => handle.datasync())
    }
  })

/** Neither "a" nor "w": the place of every write is given, and what is there stays. */
const openAppendable = async (path: string): Promise<FileHandle> => {
  try {
    return await open(path, "r+")
  } catch (error) {
    if (FileFailure.codeOf(error) !== "ENOENT") throw error
    return open(path, "wx+")
  }
}

const writeAll = async (handle: FileHandle, data: Uint8Array, position: number): Promise<void> => {
  let written = 0
  while (written < data.length) {
    const { bytesWritten } = await handle.write(data, written, data.length - written, position + written)
    written += bytesWritten
  }
}

/** Replaces a file in one step that survives a crash: written beside it, made durable, and renamed. */
const replace = (path: string, text: string) =>
  FileFailure.attempt(path, async () => {
    const beside = `${path}.new`
    const handle = await open(beside, "w")
    try {
      await handle.writeFile(text)
      await handle.datasync()
    } finally {
      await handle.close()
    }
    await rename(beside, path)
    await syncDirectory(dirname(path))
  })

const syncDirectory = async (path: string): Promise<void> => {
  const handle = await open(path, "r")
  try {
    await handle.sync()
  } catch (error) {
    // Some file systems cannot sync a directory.
    if (FileFailure.codeOf(error) !== "EINVAL" && FileFailure.codeOf(error) !== "EPERM") throw error
  } finally {
    await handle.close()
  }
}

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
