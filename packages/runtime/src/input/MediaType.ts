/** Finds the media type of a file: by its first bytes if they have a known signature, otherwise by its name. */
import { FileSignature } from "@org/messages-core"

/** The media type; `undefined` if neither the bytes nor the ending of the name are known. */
export const of = (bytes: Uint8Array, filename: string): string | undefined =>
  FileSignature.mediaType(bytes) ?? endings.get(/\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase() ?? "")

/** Whether a file of this media type is text. */
export const isText = (mediaType: string): boolean => mediaType.startsWith("text/") || textual.test(mediaType)

const textual = /^(application\/(json|xml|yaml|toml|x-sh|sql|javascript)|image\/svg\+xml)$/

const endings: ReadonlyMap<string, string> = new Map([
  // Images whose signatures are not checked.
  ["avif", "image/avif"],
  ["bmp", "image/bmp"],
  ["heic", "image/heic"],
  ["ico", "image/x-icon"],
  ["svg", "image/svg+xml"],
  ["tif", "image/tiff"],
  ["tiff", "image/tiff"],
  // Text.
  ["csv", "text/csv"],
  ["css", "text/css"],
  ["htm", "text/html"],
  ["html", "text/html"],
  ["js", "text/javascript"],
  ["json", "application/json"],
  ["log", "text/plain"],
  ["markdown", "text/markdown"],
  ["md", "text/markdown"],
  ["mjs", "text/javascript"],
  ["sh", "application/x-sh"],
  ["sql", "application/sql"],
  ["toml", "application/toml"],
  ["tsv", "text/tab-separated-values"],
  ["txt", "text/plain"],
  ["xml", "application/xml"],
  ["yaml", "application/yaml"],
  ["yml", "application/yaml"]
])
