/** Collects chunks in one buffer that grows, because kept chunks can hold far more memory than their bytes: each keeps the network buffer that it was cut from. */
export interface ByteBuffer {
  readonly append: (chunk: Uint8Array) => void
  /** All bytes so far. */
  readonly take: () => Uint8Array
}

/** `maximum` is the most that will be appended, in bytes; memory grows with what has arrived and not with what was announced. */
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
