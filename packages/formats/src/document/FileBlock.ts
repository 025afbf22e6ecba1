/** Makes the block of a file: its name, type and size, its text, and the image if it has the bytes. */
import type { Part } from "@org/messages-core"
import type { Block, Panel } from "./Block.js"
import * as Bytes from "./Bytes.js"
import * as TextBlocks from "./TextBlocks.js"

/** The panel of a file; without its content if `isBrief`. */
export const of = (part: Part.File, isBrief: boolean): Panel => {
  const { data, fileId, filename, kind, mediaType, path, text, url } = part
  const subject = filename ?? path
  return {
    type: "panel",
    kind: "file",
    ...(subject !== undefined && subject !== "" && { subject: Bytes.dataUrls(subject) }),
    facts: [
      mediaType ?? kind,
      data !== undefined ? Bytes.size(data) : text !== undefined ? Bytes.amount(Bytes.length(text)) : undefined,
      url === undefined ? undefined : Bytes.counted(url),
      fileId === undefined ? undefined : `upload ${fileId}`
    ]
      .filter((fact) => fact !== undefined && fact !== "")
      .map((fact) => Bytes.dataUrls(fact ?? "")),
    folded: false,
    content: isBrief ? brief(part) : content(part)
  }
}

const content = (part: Part.File): ReadonlyArray<Block> => [
  ...image(part),
  ...TextBlocks.plain(part.text ?? part.extractedText)
]

const brief = (part: Part.File): ReadonlyArray<Block> =>
  content(part).length === 0 ? [] : [TextBlocks.remark("(not shown)")]

const image = ({ data, filename, kind, mediaType, path }: Part.File): ReadonlyArray<Block> =>
  data !== undefined && data !== "" && (mediaType?.startsWith("image/") ?? kind === "image")
    ? [{ type: "image", mediaType: mediaType ?? "", data, name: filename ?? path ?? "Image" }]
    : []
