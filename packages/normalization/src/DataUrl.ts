/** Data URLs (RFC 2397) in base64. They are split only if `write` gives the same URL back. */
import type { Part } from "@org/messages-core"

/** The base64 of a data URL with this media type, or else the URL unchanged. */
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

/** Whether a string is base64 (RFC 4648, section 4) and nothing else. */
export const isBase64 = (text: string): boolean => text.length % 4 === 0 && base64Text.test(text)

const base64Text = /^[A-Za-z0-9+/]*={0,2}$/

/** The base64 in a string that may have line breaks or the prefix of a data URL; nothing if it is not base64. */
export const base64 = (text: string | undefined): string | undefined => {
  if (text === undefined || isBase64(text)) return text
  const clean = text.replace(/^data:[^,]*;base64,/, "").replace(/\s/g, "")
  return isBase64(clean) ? clean : undefined
}
