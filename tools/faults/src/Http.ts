/** Writes HTTP/1.1 messages as bytes (RFC 9112), so that a fault can break any part of them. */

export type Headers = Readonly<Record<string, string>>

/** A status line and headers, including the empty line. */
export const head = (status: string, headers: Headers = {}): string =>
  [`HTTP/1.1 ${status}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), "", ""].join("\r\n")

/** A complete response with the length of its body. */
export const answer = (status: string, headers: Headers, body: Uint8Array | string): Uint8Array => {
  const bytes = Buffer.from(body)
  return Buffer.concat([Buffer.from(head(status, { ...headers, "content-length": String(bytes.length) })), bytes])
}

/** A complete response with a JSON body; `headers` may replace the content-type. */
export const json = (body: Uint8Array | string, headers: Headers = {}, status = "200 OK"): Uint8Array =>
  answer(status, { "content-type": "application/json", ...headers }, body)

/** One chunk of a chunked body. */
export const chunk = (data: string): string => `${Buffer.byteLength(data).toString(16)}\r\n${data}\r\n`

/** The headers before chunks of JSON. */
export const chunkedHead = head("200 OK", { "content-type": "application/json", "transfer-encoding": "chunked" })

/** An HTML page that a proxy or a login sends instead of a response; `pageMark` is a word in it. */
export const pageMark = "swordfish"

export const page = (title: string): string =>
  `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${pageMark}</p></body></html>`
