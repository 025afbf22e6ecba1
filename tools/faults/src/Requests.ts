/** Takes HTTP/1.1 requests out of the bytes of a connection, and keeps the bytes as they came. */

/** `connection` counts the connections of a server from 1; `at` is milliseconds of `performance.now()`, when the request was whole. */
export interface Request {
  readonly method: string
  readonly path: string
  readonly raw: Uint8Array
  readonly connection: number
  readonly at: number
}

/** The first request of the buffer and what follows it, or nothing while it is not whole. */
export const take = (buffer: Buffer, connection: number): readonly [Request, rest: Buffer] | undefined => {
  const headEnd = buffer.indexOf("\r\n\r\n")
  if (headEnd < 0) return undefined
  const head = buffer.toString("latin1", 0, headEnd)
  const length = bodyLength(head, buffer.subarray(headEnd + 4))
  if (length === undefined || buffer.length < headEnd + 4 + length) return undefined
  const [method = "", path = ""] = head.split(" ", 2)
  const end = headEnd + 4 + length
  return [{ method, path, raw: buffer.subarray(0, end), connection, at: performance.now() }, buffer.subarray(end)]
}

// A chunked body of a client that is whole ends with an empty chunk; no client under test sends trailers.
const bodyLength = (head: string, after: Buffer): number | undefined => {
  if (/^transfer-encoding:.*chunked/im.test(head)) {
    const last = after.indexOf("0\r\n\r\n")
    return last < 0 ? undefined : last + 5
  }
  return Number(/^content-length:\s*(\d+)/im.exec(head)?.[1] ?? 0)
}
