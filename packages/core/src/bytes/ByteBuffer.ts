/** Joins the chunks of a body. */

/**
 * A buffer with an upper limit. The first chunk and large ones are kept as they are and must not change afterwards; small ones are copied
 * into shared blocks, and so are chunks that are a small part of a network buffer, which they would keep alive as a whole. Kept chunks hold
 * at most twice their bytes; reading the bytes of more than one chunk copies them once, so memory stays within three times what was
 * appended, however it was cut. Most bodies are one chunk, and are never copied.
 */
export class ByteBuffer {
  readonly #maximum: number
  readonly #full: Array<Uint8Array> = []
  #block = noBytes
  #used = 0
  #size = 0
  /** Bytes of the blocks, and of the buffers that kept chunks were cut from. */
  #held = 0
  #last: ArrayBufferLike | undefined

  constructor(maximumBytes: number) {
    this.#maximum = maximumBytes
  }

  /** How many bytes were appended. */
  get size(): number {
    return this.#size
  }

  /** Adds a chunk at the end, or returns `false` and adds nothing if the limit would be passed. */
  append(chunk: Uint8Array): boolean {
    const length = chunk.byteLength
    if (this.#size + length > this.#maximum) return false
    if (this.#size === 0 || (length >= smallest && this.#mayHold(chunk))) {
      this.#seal()
      this.#full.push(chunk)
      if (chunk.buffer !== this.#last) this.#held += chunk.buffer.byteLength
      this.#last = chunk.buffer
    } else this.#copy(chunk)
    this.#size += length
    return true
  }

  /** All bytes so far, in the order in which they came. Later chunks do not change what was returned. */
  bytes(): Uint8Array {
    const [first = noBytes, ...more] = this.#full
    if (this.#used === 0 && more.length === 0) return first
    const all = new Uint8Array(this.#size)
    let offset = 0
    for (const chunk of [...this.#full, this.#block.subarray(0, this.#used)]) {
      all.set(chunk, offset)
      offset += chunk.byteLength
    }
    return all
  }

  /** A chunk keeps all of the buffer that it was cut from, which the chunk before it may have kept already. */
  #mayHold({ buffer, byteLength }: Uint8Array): boolean {
    return buffer === this.#last || this.#held + buffer.byteLength <= 2 * (this.#size + byteLength)
  }

  #copy(chunk: Uint8Array): void {
    if (this.#used + chunk.byteLength > this.#block.byteLength) {
      this.#seal()
      this.#block = new Uint8Array(Math.max(chunk.byteLength, Math.min(Math.max(this.#size, smallest), largestBlock)))
      this.#held += this.#block.byteLength
    }
    this.#block.set(chunk, this.#used)
    this.#used += chunk.byteLength
  }

  /** Ends the current block; a chunk that follows begins another. */
  #seal(): void {
    if (this.#used > 0) this.#full.push(this.#block.subarray(0, this.#used))
    this.#block = noBytes
    this.#used = 0
  }
}

/** Bytes of the smallest chunk that is kept and not copied; also the size of the smallest block. */
const smallest = 1024

const largestBlock = 65_536

const noBytes: Uint8Array = new Uint8Array(0)
