/** Reads HTTP/1.1 requests from the bytes of a connection, and keeps the bytes unchanged. */

/** `connection` counts the connections of a server from 1; `at` is `performance.now()` when the request was complete. */
export interface Request {
  readonly method: string
  readonly path: string
  readonly raw: Uint8Array
  readonly connection: number
  readonly at: number
}

/** The first request of the buffer and the rest of the buffer, or nothing while the request is incomplete. */
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

// A complete chunked body ends with an empty chunk; no client under test sends trailers.
const bodyLength = (head: string, after: Buffer): number | undefined => {
  if (/^transfer-encoding:.*chunked/im.test(head)) {
    const last = after.indexOf("0\r\n\r\n")
    return last < 0 ? undefined : last + 5
  }
  return Number(/^content-length:\s*(\d+)/im.exec(head)?.[1] ?? 0)
}
