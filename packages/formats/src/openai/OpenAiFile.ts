/** Files in the form of OpenAI's APIs: a URL to fetch, or a data URL. */
import { DataUrl, type Part } from "@org/messages-core"

/** The URL of an image. */
export const imageUrl = (file: Part.File): string | undefined => {
  const { data, mediaType, url } = file
  if (!isImage(file)) return undefined
  if (data !== undefined && data !== "" && DataUrl.isBase64(data) && mediaType !== undefined) return DataUrl.write(file)
  return url !== undefined && (url.startsWith("https:") || url.startsWith("data:image/")) && URL.canParse(url)
    ? url
    : undefined
}

/** The bytes of a document with its name, as a data URL. */
export const documentData = (file: Part.File): string | undefined =>
  file.mediaType === "application/pdf" && file.data !== undefined && file.data !== "" && DataUrl.isBase64(file.data)
    ? DataUrl.write(file)
    : undefined

/** The image of a URL: its bytes, or where they are. */
export const readImage = (url: string): Part.File => {
  const parsed = DataUrl.parse(url)
  return parsed === undefined ? { type: "file", kind: "image", url } : { type: "file", ...parsed }
}

/** The document of a data URL. */
export const readDocument = (data: string): Omit<Part.File, "type"> => DataUrl.parse(data) ?? { url: data }

const isImage = ({ kind, mediaType }: Part.File): boolean =>
  mediaType === undefined ? kind === "image" : /^image\/(png|jpeg|gif|webp)$/.test(mediaType)
