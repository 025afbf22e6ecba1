/** Reads a whole stream into memory, up to a limit. */
import { ByteBuffer } from "@org/messages-core"

/** Bytes that are read at most: far more than any provider takes, and little enough that an endless stream does no harm. */
export const maximum = 64 * 1024 * 1024

/** All bytes of a stream, or nothing when there are more than `maximum`. Rejects with the error of the stream. */
export const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> => {
  const buffer = new ByteBuffer.ByteBuffer(maximum)
  for await (const chunk of chunks) if (!buffer.append(chunk)) return undefined
  return buffer.bytes()
}
