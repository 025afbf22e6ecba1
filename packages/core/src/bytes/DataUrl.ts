/** Data URLs (RFC 2397) in base64. They are taken apart only if `write` rebuilds the same URL. */
import type { File } from "../message/part/ContentPart.js"

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
export const write = ({ data, mediaType }: typeof File.Type): string | undefined =>
  data === undefined || mediaType === undefined ? undefined : `data:${mediaType};base64,${data}`

/** Whether a text is base64 (RFC 4648, section 4) and nothing else. */
export const isBase64 = (text: string): boolean => text.length % 4 === 0 && alphabet.test(text)

const alphabet = /^[A-Za-z0-9+/]*={0,2}$/

/** The base64 of a text, without line breaks and the prefix of a data URL; `undefined` if the text is not base64. */
export const base64 = (text: string | undefined): string | undefined => {
  if (text === undefined || isBase64(text)) return text
  const clean = text.replace(/^data:[^,]*;base64,/, "").replace(/\s/g, "")
  return isBase64(clean) ? clean : undefined
}
