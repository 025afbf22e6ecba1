/** Draws an image from its bytes, inside the page. */
import { FileSignature } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import type { Image } from "../Block.js"
import * as Bytes from "../Bytes.js"
import * as HtmlText from "./HtmlText.js"

/** The image, or why it is not shown. */
export const of = ({ data, mediaType, name }: Image, mostBytes: number): string => {
  if (!types.has(mediaType)) return notShown("only PNG, JPEG, GIF and WebP are")
  if ((data.length * 3) / 4 > mostBytes + 2) return notShown(`it is larger than ${Bytes.amount(mostBytes)}`)
  const base64 = data.replace(/\s+/g, "").replaceAll("-", "+").replaceAll("_", "/")
  const head = Encoding.decodeBase64(base64.slice(0, 64))
  const isSound =
    /^[A-Za-z0-9+/]+={0,2}$/.test(base64) && Either.isRight(head) && FileSignature.isOf(head.right, mediaType)
  if (!isSound) return notShown(`its bytes are not ${mediaType}`)
  return `<figure><img alt="${HtmlText.line(name)}" src="data:${mediaType};base64,${base64}"></figure>`
}

/** Images that browsers draw and that hold no script. */
const types = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"])

const notShown = (why: string): string => `<p class="remark">(image not shown: ${HtmlText.line(why)})</p>`
