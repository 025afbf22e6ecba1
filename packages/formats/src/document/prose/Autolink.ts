/** Finds bare URLs in a text, as GitHub does. */
import type { Inline } from "./Prose.js"

/** The text with its http and https URLs as links. */
export const of = (text: string): ReadonlyArray<Inline> => {
  if (!text.includes("://")) return [{ type: "text", text }]
  const result: Array<Inline> = []
  let at = 0
  for (const { 0: found, index } of text.matchAll(urls)) {
    const url = trimmed(found)
    if (url.endsWith("/") && url.split("/").length === 3) continue
    if (index > at) result.push({ type: "text", text: text.slice(at, index) })
    result.push({ type: "link", url, content: [{ type: "text", text: url }] })
    at = index + url.length
  }
  if (at < text.length) result.push({ type: "text", text: text.slice(at) })
  return result
}

const urls = /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"`\\^{|}]+/giu

/** The URL without the punctuation of the sentence around it. A closing bracket belongs to it if it has the opening one. */
const trimmed = (url: string): string => {
  let end = url.length
  let open = count(url, "(") - count(url, ")")
  for (; end > 0; end--) {
    const last = url[end - 1] ?? ""
    if (last === ")" && open < 0) open += 1
    else if (!/[?!.,:;*_~'\]]/.test(last)) break
  }
  return url.slice(0, end)
}

const count = (text: string, mark: string): number => text.split(mark).length - 1
