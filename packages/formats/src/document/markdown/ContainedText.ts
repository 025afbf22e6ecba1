/**
 * Keeps a text in Markdown inside its message: demotes its headings below the message's own, closes its last fence, and escapes raw HTML,
 * links that could run a script, and the definitions of links and footnotes, which would reach beyond it. Everything else stays as it is.
 */
import type { Token } from "markdown-it"
import * as MarkdownParser from "../prose/MarkdownParser.js"
import * as TextParts from "../prose/TextParts.js"
import * as Visible from "../Visible.js"
import * as MarkdownText from "./MarkdownText.js"
import * as ActiveMarkup from "./ActiveMarkup.js"
import * as CodeSpans from "./CodeSpans.js"

/** The contained text. A text that cannot be read as Markdown, because it is too long or nested too deeply, is put in a fence. */
export const of = (source: string): string => {
  const text = Visible.text(source)
  if (text.length > MarkdownParser.longest) return MarkdownText.fence(text, "text")
  if (!risky.test(text)) return text
  let result = ""
  for (const part of TextParts.of(text)) {
    const contained = partly(part)
    if (contained === undefined) return MarkdownText.fence(text, "text")
    result += contained
  }
  return result
}

const partly = ({ kind, text }: TextParts.TextPart): string | undefined => {
  if (kind === "heading" && !/[[<\\]/.test(text)) return demoted(text)
  return kind === "rest" && !risky.test(text) ? text : parsed(text)
}

const demoted = (line: string): string => {
  const level = line.indexOf(" ")
  return "#".repeat(Math.min(6, level + below)) + line.slice(level)
}

/** The same for a text all of which the parser reads. */
export const parsed = (text: string): string | undefined => {
  const tokens = MarkdownParser.blockTokens(text)
  if (tokens === undefined) return undefined
  const lines: Array<string | undefined> = text.split("\n")
  tokens.forEach((token, index) => {
    const inline = tokens[index + 1]
    if (token.type === "heading_open" && inline !== undefined) demote(lines, token, inline)
  })
  for (const token of tokens) if (token.type === "inline" || token.type === "tr_open") neutralize(lines, token)
  const contained = lines.filter((line) => line !== undefined).join("\n")
  const fence = closing(tokens.at(-1), lines)
  return fence === "" ? contained : `${contained.replace(/\n[ \t]*$/, "")}\n${fence}`
}

/** A text without any of these cannot affect what follows it, and need not be parsed. */
const risky = /#|<|\]\(|`{3}|~{3}|^[ \t>*+\-\d.)]*(?:=|-{1,}[ \t]*$|\[)|^ *>|(?:(?:[-+*]|\d+[.)]) +){6}/m

/** The headings of texts begin below the heading of a message, which is of level 2. */
const below = 2

const demote = (lines: Array<string | undefined>, { map, markup, tag }: Token, { content }: Token): void => {
  if (map === null) return
  const [start, end] = map
  const marks = "#".repeat(Math.min(6, Number(tag.slice(1)) + below))
  const line = lines[start] ?? ""
  if (markup.startsWith("#")) {
    lines[start] = line.replace(/#{1,6}/, marks)
    return
  }
  // An underlined heading may have several lines.
  const [first = ""] = content.split("\n")
  const prefix = line.slice(0, Math.max(0, line.indexOf(first)))
  // Marks at the end of the line would close the heading, and not show.
  lines[start] = `${prefix}${marks} ${CodeSpans.oneLine(content).replace(/(?<=\s|^)#+$/, "\\$&")}`
  for (let index = start + 1; index < end; index++) lines[index] = undefined
}

/** Escapes raw HTML and definitions on the lines of a paragraph, a heading or the row of a table. */
const neutralize = (lines: Array<string | undefined>, { content, map, type }: Token): void => {
  if (map === null) return
  const [start, end] = map
  // An underlined heading has become one line.
  const shown = lines.slice(start, end).filter((line) => line !== undefined)
  const escaped = ActiveMarkup.escape(shown.join("\n"), type === "tr_open").split("\n")
  for (let index = start; index < end; index++) lines[index] = escaped[index - start]
  if (definition.test(content)) lines[start] = lines[start]?.replace("[", "\\[")
}

/** The start of a definition: a label in brackets, and a colon. The bracket of a footnote on a later line has already been escaped. */
const definition = /^\[(?:[^[\]\\]|\\[^]|\[(?=\^)(?<=\n[ \t>]*\[))*\]:/

/** The fence that closes a code block that a text leaves open. */
const closing = (last: Token | undefined, lines: ReadonlyArray<string | undefined>): string => {
  if (last?.type !== "fence" || last.map === null || last.level > 0) return ""
  const [start, end] = last.map
  const line = lines[end - 1] ?? ""
  const marks = line.trim()
  const closes =
    end - 1 > start &&
    /^ {0,3}\S/.test(line) &&
    marks.length >= last.markup.length &&
    isAll(marks, last.markup.charAt(0))
  return closes ? "" : last.markup
}

const isAll = (text: string, character: string): boolean => text === character.repeat(text.length)
