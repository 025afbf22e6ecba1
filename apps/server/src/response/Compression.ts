/** Compresses responses for callers that accept it. Speed matters more than size, because most responses are made for one caller. */
import * as Effect from "effect/Effect"
import { promisify } from "node:util"
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from "node:zlib"
import type { Request } from "../request/Request.js"
import * as ContentCoding from "./ContentCoding.js"
import * as ETag from "./ETag.js"
import type { Headers, Response } from "./Response.js"
import * as Vary from "./Vary.js"

/** Compresses a response if the request accepts it and the response is long enough. */
export const encode = ({ headers }: Request, respond: Effect.Effect<Response>): Effect.Effect<Response> => {
  const accepted = headers["accept-encoding"]
  if (accepted === undefined) return respond
  return Effect.flatMap(respond, (response) => {
    const coding = ContentCoding.choose(accepted, Buffer.byteLength(response.body))
    return coding === undefined
      ? Effect.succeed(response)
      : Effect.map(compress(coding, response.body), (body) => ({
          ...response,
          headers: headersOf(coding, response.headers),
          body
        }))
  })
}

/** Caches the compressed forms of a response that is sent repeatedly, such as a page. */
export const keep = <R extends Response>(response: R): R => {
  const body = Buffer.from(response.body)
  kept.set(body, new Map())
  return { ...response, body }
}

const headersOf = (coding: ContentCoding.ContentCoding, headers: Headers): Headers => {
  const { etag } = headers
  return Vary.add(
    { ...headers, "content-encoding": coding, ...(etag !== undefined && { etag: ETag.weak(etag) }) },
    "Accept-Encoding"
  )
}

const kept = new WeakMap<Uint8Array, Map<ContentCoding.ContentCoding, Promise<Uint8Array>>>()

const compress = (coding: ContentCoding.ContentCoding, content: Response["body"]): Effect.Effect<Uint8Array> => {
  const body = typeof content === "string" ? Buffer.from(content) : content
  if (body.length < large) return Effect.sync(() => sync[coding](body))
  const forms = kept.get(body)
  if (forms === undefined) return Effect.promise(() => async[coding](body))
  return Effect.promise(() => {
    const form = forms.get(coding) ?? async[coding](body)
    forms.set(coding, form)
    return form
  })
}

/** From this length on, a thread compresses while other requests are handled. Below it, passing the work to a thread takes longer than the work. */
const large = 16_384

const brotli = (body: Uint8Array) => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length }
})

const gzipOptions = { level: 4 }

const sync = {
  br: (body: Uint8Array) => brotliCompressSync(body, brotli(body)),
  gzip: (body: Uint8Array) => gzipSync(body, gzipOptions)
}

const brotliAsync = promisify(brotliCompress)

const gzipAsync = promisify(gzip)

const async = {
  br: (body: Uint8Array): Promise<Uint8Array> => brotliAsync(body, brotli(body)),
  gzip: (body: Uint8Array): Promise<Uint8Array> => gzipAsync(body, gzipOptions)
}
