/** Shows what a search found to a person. */
import type { SearchHit } from "@org/messages-archive"
import { Escape, type Style, Wrap } from "@org/messages-terminal"

/** A hit: a line with the time, the ref and the role, and the text below it with the found words marked. */
export const hit = (found: SearchHit.SearchHit, style: Style.Style, columns: number = 80): string => {
  const { faint, label, strong } = style
  const time = Escape.line((found.createdAt ?? "").slice(0, columns < 60 ? 10 : 16).replace("T", " "))
  const ref = Escape.line(found.ref ?? found.conversation)
  const role = Escape.line(found.role === "participant" ? (found.author ?? found.role) : found.role)
  const gone = found.goneAt === undefined ? "" : "gone"
  const facts = [time, ref, role, gone].filter((text) => text !== "")
  const fits = facts.join("  ").length <= columns
  const shown = [faint(time), ...(fits ? [strong(ref)] : []), label(role), faint(gone)]
  const head = shown.filter((text) => Wrap.width(text) > 0).join("  ")
  return `${head}\n${fits ? "" : `${strong(ref)}\n`}${textOf(found, style, columns)}\n`
}

const indent = "  "

/** Lines of Chinese, Japanese and Korean may break between any two characters, as these have no spaces. */
const textOf = ({ marks, snippet }: SearchHit.SearchHit, style: Style.Style, columns: number): string => {
  const pieces: Array<string> = []
  let at = 0
  for (const { end, start } of marks) {
    pieces.push(plain(snippet.slice(at, start)), mark(plain(snippet.slice(start, end)), style))
    at = end
  }
  pieces.push(plain(snippet.slice(at)))
  return Wrap.text(`${indent}${pieces.join("")}`, columns).replaceAll(mayBreak, "")
}

const plain = (text: string): string => Escape.line(text).replace(between, mayBreak)

/** Where Wrap may break a line within a word; escaped text does not have this character. */
const mayBreak = "\u200b"

const between = /(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}])(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}])/gu

const mark = (text: string, { error, strong }: Style.Style): string => strong(error(text))
