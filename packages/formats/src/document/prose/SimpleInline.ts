/** Reads the marks that most paragraphs have: code spans, emphasis whose beginning and end are clear, links to the web, and breaks. */
import * as Visible from "../Visible.js"
import * as Autolink from "./Autolink.js"
import * as Flanking from "./Flanking.js"
import * as LineKind from "./LineKind.js"
import type { Inline } from "./Prose.js"

/** The inline content between two offsets of a text, all of it visible; `undefined` if it has a mark that only the parser can read. */
export const read = (text: string, start: number, end: number): ReadonlyArray<Inline> | undefined => {
  const scan: Scan = { text, start, end, at: start, from: start, content: [], open: [] }
  for (;;) {
    scan.at = nextMark(text, scan.at, end)
    if (scan.at === end) break
    if (!mark(scan, text.charCodeAt(scan.at))) return undefined
  }
  if (scan.open.length > 0) return undefined
  words(scan, end)
  return scan.content
}

/** Where the reader is. */
interface Scan {
  readonly text: string
  readonly start: number
  readonly end: number
  at: number
  /** Where the words begin that have no mark so far. */
  from: number
  content: Array<Inline>
  readonly open: Array<Opened>
}

/** An emphasis whose end is still to come, and the content around it. */
interface Opened {
  readonly code: number
  readonly length: number
  readonly around: Array<Inline>
}

const marks = Uint8Array.from({ length: 127 }, (_, code) => ("\n&*<[\\_`~".includes(String.fromCharCode(code)) ? 1 : 0))

const [lineFeed, ampersand, less, bracketOpen, backslash, backtick, tilde] = [10, 38, 60, 91, 92, 96, 126] as const

const nextMark = (text: string, start: number, end: number): number => {
  let at = start
  while (at < end) {
    const code = text.charCodeAt(at)
    if (code < 127 && marks[code] === 1) return at
    at += 1
  }
  return at
}

/** Reads a mark and moves past it; `false` if only the parser can read it. */
const mark = (scan: Scan, code: number): boolean => {
  switch (code) {
    case lineFeed:
      return lineBreak(scan)
    case ampersand:
      return followed(scan, /[^#A-Za-z]/)
    case less:
      return followed(scan, /[\s<>"(),]/)
    case bracketOpen:
      return bracket(scan)
    case backtick:
      return codeSpan(scan)
    case backslash:
      return false
    default:
      return emphasis(scan, code)
  }
}

/** Whether what follows shows that no entity and no address begins here. */
const followed = (scan: Scan, by: RegExp): boolean => {
  scan.at += 1
  return scan.at === scan.end || by.test(scan.text.charAt(scan.at))
}

/** Ends the words without a mark. */
const words = ({ content, from, text }: Scan, end: number): void => {
  if (from === end) return
  const said = text.slice(from, end)
  if (said.includes("://")) content.push(...Autolink.of(said))
  else content.push({ type: "text", text: said })
}

const lineBreak = (scan: Scan): boolean => {
  let end = scan.at
  while (end > scan.from && scan.text.charCodeAt(end - 1) === 32) end -= 1
  words(scan, end)
  scan.content.push({ type: "break" })
  scan.at = scan.from = LineKind.skip(scan.text, scan.at + 1, scan.end, 32, 9)
  return true
}

const codeSpan = (scan: Scan): boolean => {
  const { at, end, text } = scan
  const start = run(scan, at)
  for (let close = text.indexOf("`", start); close !== -1 && close < end;) {
    const after = run(scan, close)
    if (after - close !== start - at) {
      close = text.indexOf("`", after)
      continue
    }
    words(scan, at)
    scan.content.push({ type: "code", text: code(text.slice(start, close)) })
    scan.at = scan.from = after
    return true
  }
  return false
}

const code = (text: string): string => {
  const line = text.includes("\n") ? text.replaceAll("\n", " ") : text
  const isPadded = line.startsWith(" ") && line.endsWith(" ") && /[^ ]/.test(line)
  return Visible.line(isPadded ? line.slice(1, -1) : line)
}

/** The place behind the run of one character that begins at a place. */
const run = ({ end, text }: Scan, start: number): number => {
  const code = text.charCodeAt(start)
  let at = start + 1
  while (at < end && text.charCodeAt(at) === code) at += 1
  return at
}

const bracket = (scan: Scan): boolean => {
  const { at, end, text } = scan
  if (text.charCodeAt(at - 1) === 33 && at > scan.start) return false
  link.lastIndex = at
  const found = link.exec(text)
  if (found === null || link.lastIndex > end) return false
  const [, said = "", url] = found
  if (url === undefined) {
    scan.at += 1
    return true
  }
  words(scan, at)
  scan.content.push({ type: "link", url, content: [{ type: "text", text: said }] })
  scan.at = scan.from = link.lastIndex
  return true
}

// Words without a mark between brackets, and perhaps an address after them that needs no encoding.
const link = /\[([^[\]\\`*_~<&!\n]+)\](?:\((https?:\/\/[\w\-.~:/?#@!$'*+,;=]+)\)|(?!\())/y

const emphasis = (scan: Scan, code: number): boolean => {
  const { at, end, text } = scan
  const after = run(scan, at)
  const length = after - at
  // One tilde is a tilde.
  if (code === tilde && length === 1) {
    scan.at = after
    return true
  }
  const before = at === scan.start ? 0 : text.charCodeAt(at - 1)
  const flanking = Flanking.of(code, before, after === end ? 0 : text.charCodeAt(after))
  if (flanking === "itself") {
    scan.at = after
    return true
  }
  if (flanking === "unclear" || length > 2) return false
  words(scan, at)
  scan.at = scan.from = after
  if (flanking === "begins") {
    scan.open.push({ code, length, around: scan.content })
    scan.content = []
    return true
  }
  const opened = scan.open.pop()
  if (opened?.code !== code || opened.length !== length) return false
  opened.around.push({ type: code === tilde ? "deleted" : length === 2 ? "strong" : "emphasis", content: scan.content })
  scan.content = opened.around
  return true
}
