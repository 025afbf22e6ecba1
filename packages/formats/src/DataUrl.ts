/** Data URLs (RFC 2397) in base64. They are taken apart only if the same URL can be rebuilt. */
import type { Part } from "@org/messages-core"

/** The bytes of a data URL with this media type, or any other URL unchanged. */
export const read = (
  url: string | undefined,
  mediaType: string | undefined
): { readonly url?: string | undefined; readonly data?: string } => {
  const prefix = `data:${mediaType};base64,`
  if (mediaType === undefined || url === undefined || !url.startsWith(prefix)) return { url }
  const data = url.slice(prefix.length)
  return isBase64(data) ? { data } : { url }
}

/** The media type and the bytes of a data URL; `undefined` for any other URL. */
export const parse = (url: string): { readonly mediaType: string; readonly data: string } | undefined => {
  const [, mediaType, data] = /^data:([^;,]+);base64,([^]*)$/.exec(url) ?? []
  return mediaType !== undefined && data !== undefined && isBase64(data) ? { mediaType, data } : undefined
}

/** The data URL of a file, if it has bytes and a media type. */
export const write = ({ data, mediaType }: Part.File): string | undefined =>
  data === undefined || mediaType === undefined ? undefined : `data:${mediaType};base64,${data}`

/** Whether a text is base64 (RFC 4648, section 4) and nothing else. */
export const isBase64 = (text: string): boolean => text.length % 4 === 0 && base64.test(text)

const base64 = /^[A-Za-z0-9+/]*={0,2}$/
