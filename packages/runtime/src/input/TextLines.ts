/** Splits bytes in UTF-8 into lines, piece by piece. Only a line feed ends a line. */
import * as Data from "effect/Data"
import * as Either from "effect/Either"
import * as ByteStream from "./ByteStream.js"

/** Bytes that are no lines of text. */
export class NoLines extends Data.TaggedError("NoLines")<{
  /** What is wrong with them, as the rest of a sentence. */
  readonly problem: string
}> {}

/** The lines of each piece together. Rejects with `NoLines`, or with the error of the bytes. */
export async function* of(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadonlyArray<string>> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
  const decode = (chunk?: Uint8Array): string =>
    Either.getOrThrowWith(
      Either.try(() => decoder.decode(chunk, { stream: chunk !== undefined })),
      () => new NoLines({ problem: "is not text in UTF-8" })
    )
  // The pieces of a long line are joined once.
  let begun: Array<string> = []
  let length = 0
  for await (const chunk of chunks) {
    const [head = "", ...more] = decode(chunk).split("\n")
    length += head.length
    if (length > ByteStream.maximum)
      throw new NoLines({ problem: `has a line of more than ${ByteStream.maximum / 1024 / 1024} MiB` })
    begun.push(head)
    const last = more.pop()
    if (last === undefined) continue
    yield [begun.join(""), ...more]
    begun = [last]
    length = last.length
  }
  yield [begun.join("") + decode()]
}
