/** Reads a whole stream into memory, up to a limit. */

/** The most bytes to read: far more than any provider accepts, but few enough that an endless stream does no harm. */
export const maximum = 64 * 1024 * 1024

/** All bytes of a stream, or nothing if there are more than `maximum`. Rejects with the error of the stream. */
export const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> => {
  const kept: Array<Uint8Array> = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > maximum) return undefined
    kept.push(chunk)
  }
  return Buffer.concat(kept, size)
}
