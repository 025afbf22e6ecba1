/** Collects chunks in one growing buffer. Keeping the chunks would use far more memory than their bytes, because each keeps a whole network buffer. */
export interface ByteBuffer {
  readonly append: (chunk: Uint8Array) => void
  /** All bytes so far. */
  readonly take: () => Uint8Array
}

/** An empty buffer for at most `maximum` bytes. Memory grows with the bytes that have arrived, not with the announced length. */
export const make = (maximum: number): ByteBuffer => {
  let buffer = Buffer.allocUnsafe(0)
  let size = 0
  return {
    append: (chunk) => {
      const needed = size + chunk.length
      if (needed > buffer.length) {
        const grown = Buffer.allocUnsafe(
          Math.max(needed, Math.min(maximum, Math.max(smallest, Math.ceil(buffer.length * 1.5))))
        )
        buffer.copy(grown, 0, 0, size)
        buffer = grown
      }
      buffer.set(chunk, size)
      size = needed
    },
    take: () => buffer.subarray(0, size)
  }
}

const smallest = 1_024
