/** Reads the lines of a file. */
import { ErrorCode } from "@org/messages-core"
import * as Chunk from "effect/Chunk"
import * as Stream from "effect/Stream"
import { createReadStream } from "node:fs"
import { StorageFailure } from "../export/ExportFailure.js"

/** The lines of a file. Only a line feed ends a line: a text may contain U+2028, at which `node:readline` would split it. */
export const of = (path: string): Stream.Stream<string, StorageFailure> =>
  Stream.suspend(() =>
    Stream.flattenChunks(
      Stream.fromAsyncIterable(
        splitLines(path),
        (error) => new StorageFailure({ path, cause: ErrorCode.orName(error) })
      )
    )
  )

/** Emits the lines of each chunk together, because a step of a stream costs more than a line. */
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
