/** Makes blocks from texts and JSON values, and describes those with nothing visible. */
import { Json } from "@org/messages-core"
import type { Block, Remark } from "./Block.js"
import * as Bytes from "./Bytes.js"
import * as Visible from "./Visible.js"

/** The block of a text that somebody said. A blank text becomes a remark; no text gives no block. */
export const prose = (text: string | undefined): ReadonlyArray<Block> =>
  words(text, (text) => ({ type: "prose", text }))

/** Text of a machine, with its bytes counted. */
export const plain = (text: string | undefined): ReadonlyArray<Block> =>
  words(text, (text) => ({ type: "code", language: "text", text: shown(text) }))

/** A JSON value: a text as text, everything else as JSON, on one line if it is short. */
export const json = (value: Json.Json): ReadonlyArray<Block> => {
  if (typeof value === "string") return plain(value)
  const line = flat(value) ? shown(stringify(value, 0)) : undefined
  const text = line !== undefined && line.length <= 80 ? line : shown(stringify(value, 2))
  return [{ type: "code", language: "json", text }]
}

/** A remark of the document. */
export const remark = (text: string): Remark => ({ type: "remark", text })

/** How many bytes the texts of blocks have in UTF-8, if there are any. */
export const bytes = (blocks: ReadonlyArray<Block>): number | undefined => {
  const texts = blocks.flatMap((block) => ("text" in block && block.type !== "remark" ? [block.text] : []))
  return texts.length === 0 ? undefined : texts.reduce((sum, text) => sum + Bytes.length(text), 0)
}

const words = (text: string | undefined, block: (text: string) => Block): ReadonlyArray<Block> => {
  if (text === undefined) return []
  if (text === "") return [remark("(empty text)")]
  if (!Visible.isBlank(text)) return [block(text)]
  return [remark(text.length > 20 ? `(blank text, ${text.length} characters)` : `(blank text ${quoted(text)})`)]
}

const quoted = (text: string): string => Visible.line(JSON.stringify(text))

const shown = (text: string): string => Bytes.counted(Visible.text(text))

/** The JSON text of a value. A function that looks at every value makes `stringify` slow, so it is used only where it may find something. */
const stringify = (value: Json.Json, indent: number): string => {
  const text = JSON.stringify(value, null, indent)
  return /"(?:b64_json|data)"/.test(text) ? JSON.stringify(value, counted, indent) : text
}

/** Replaces values that are labelled as base64 with their number of bytes, however short they are. */
function counted(this: unknown, key: string, value: unknown): unknown {
  if ((key !== "b64_json" && key !== "data") || typeof value !== "string") return value
  const { encoding, type } = { encoding: undefined, type: undefined, ...Object(this) }
  const isBytes = key === "b64_json" || [encoding, type].includes("base64")
  return isBytes && /^[\w+/\s-]+={0,2}\s*$/.test(value) ? `(base64, ${Bytes.size(value)})` : value
}

/** Whether a value may be short enough for one line. */
const flat = (value: Json.Json): boolean => {
  const values = Json.isObject(value) ? Object.values(value) : Json.isArray(value) ? value : []
  return values.length <= 40 && values.every((child) => typeof child !== "object" || child === null)
}
