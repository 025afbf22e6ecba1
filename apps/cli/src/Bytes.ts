/** Reads what a person gives: bytes up to a limit, and text that loses nothing. */
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"

/** Far above what any provider takes, and low enough that an endless input does no harm. */
export const maximum = 64 * 1024 * 1024

/** All bytes of a stream, or nothing when there are more than `maximum`. */
export const collect = <E, R>(bytes: Stream.Stream<Uint8Array, E, R>) =>
  Effect.map(
    Stream.runFoldWhile(
      bytes,
      { size: 0, chunks: Chunk.empty<Uint8Array>() },
      ({ size }) => size <= maximum,
      ({ chunks, size }, chunk) => ({ size: size + chunk.length, chunks: Chunk.append(chunks, chunk) })
    ),
    ({ chunks, size }) => (size > maximum ? undefined : concat(chunks, size))
  )

/** The text of bytes that are well-formed UTF-8, a byte order mark included. */
export const decode = (bytes: Uint8Array): Either.Either<string, unknown> =>
  Either.try(() => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes))

const concat = (chunks: Chunk.Chunk<Uint8Array>, size: number): Uint8Array => {
  const all = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    all.set(chunk, offset)
    offset += chunk.length
  }
  return all
}
