/** Writes plain text in Markdown so that it shows unchanged: in a line, as code, in a fence, in a tag. */
import * as Visible from "../Visible.js"

/** Text on one line, with every mark of Markdown and HTML escaped. */
export const line = (text: string): string => Visible.line(text).replace(/[\\`*_[\]<>|~&#$]/g, "\\$&")

/** A code span whose fences are longer than any run of backticks inside. */
export const code = (text: string): string => {
  const shown = Visible.line(text)
  if (/^ *$/.test(shown)) return line(`“${shown}”`)
  const fence = "`".repeat(longestRun(shown) + 1)
  // One space at either end belongs to the fences, where both ends have one.
  const space = /^[` ]|[` ]$/.test(shown) ? " " : ""
  return `${fence}${space}${shown}${space}${fence}`
}

/** A fenced code block. */
export const fence = (text: string, language: string): string => {
  const shown = Visible.text(text)
  const fence = "`".repeat(Math.max(3, longestRun(shown) + 1))
  return `${fence}${language}\n${shown}${shown.endsWith("\n") ? "" : "\n"}${fence}`
}

/** A link, if the URL is http, https or mailto; otherwise its words and the URL as code. */
export const link = (words: string, url: string): string =>
  /^(?:https?:\/\/|mailto:)[^\s<>\\]+$/i.test(Visible.line(url)) && Visible.line(url) === url
    ? `[${line(words)}](<${url}>)`
    : `${line(words)} ${code(url)}`

/** Text on one line inside an HTML tag. */
export const html = (text: string): string =>
  Visible.line(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")

const longestRun = (text: string): number =>
  text.includes("`") ? (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0) : 0
