/** Joins the chunks of a body in one buffer. */

/**
 * A buffer that grows as chunks come: it doubles, so memory stays within three times what was appended, however small the chunks are.
 * The first chunk is kept and not copied, so it must not change afterwards; most bodies are one chunk.
 */
export class ByteBuffer {
  #bytes = noBytes
  #isOwn = false
  #size = 0

  /** How many bytes were appended. */
  get size(): number {
    return this.#size
  }

  /** Adds a chunk at the end. */
  append(chunk: Uint8Array): void {
    const size = this.#size + chunk.byteLength
    if (this.#size === 0) this.#bytes = chunk
    else {
      if (!this.#isOwn || size > this.#bytes.byteLength) this.#grow(Math.max(size * 2, 1024))
      this.#bytes.set(chunk, this.#size)
    }
    this.#size = size
  }

  /** All bytes so far, in the order in which they came: a view, which a later chunk does not change. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#size)
  }

  #grow(capacity: number): void {
    const grown = new Uint8Array(capacity)
    grown.set(this.#bytes.subarray(0, this.#size))
    this.#bytes = grown
    this.#isOwn = true
  }
}

const noBytes: Uint8Array = new Uint8Array(0)
