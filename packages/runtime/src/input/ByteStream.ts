/** Reads a whole stream into memory, up to a limit. */
import { ByteBuffer } from "@org/messages-core"

/** The most bytes to read: far more than any provider accepts, but few enough that an endless stream does no harm. */
export const maximum = 64 * 1024 * 1024

/** All bytes of a stream, or `undefined` if there are more than `maximum`. Rejects with the error of the stream. */
export const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> => {
  const buffer = new ByteBuffer.ByteBuffer(maximum)
  for await (const chunk of chunks) if (!buffer.append(chunk)) return undefined
  return buffer.bytes()
}
