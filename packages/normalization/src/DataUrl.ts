/** Data URLs (RFC 2397) in base64, taken apart only if they can be put together again. */
import type { Part } from "@org/messages-core"

/** The bytes of a data URL of this media type, or the URL as it is. */
export const read = (
  url: string | undefined,
  mediaType: string | undefined
): { readonly url?: string | undefined; readonly data?: string } => {
  const prefix = `data:${mediaType};base64,`
  if (mediaType === undefined || url === undefined || !url.startsWith(prefix)) return { url }
  const data = url.slice(prefix.length)
  return isBase64(data) ? { data } : { url }
}

/** The data URL of a file, if it has bytes and a media type. */
export const write = ({ data, mediaType }: Part.File): string | undefined =>
  data === undefined || mediaType === undefined ? undefined : `data:${mediaType};base64,${data}`

/** Whether a text is base64 (RFC 4648, section 4) without anything else. */
export const isBase64 = (text: string): boolean => text.length % 4 === 0 && base64.test(text)

const base64 = /^[A-Za-z0-9+/]*={0,2}$/

/** The base64 in a text that may have line breaks, or stand behind a data URL's prefix; nothing if it is not base64. */
export const bytes = (text: string | undefined): string | undefined => {
  if (text === undefined || isBase64(text)) return text
  const clean = text.replace(/^data:[^,]*;base64,/, "").replace(/\s/g, "")
  return isBase64(clean) ? clean : undefined
}
