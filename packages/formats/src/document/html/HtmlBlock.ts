/** Draws blocks as HTML. */
import type { Block, Code, Panel } from "../Block.js"
import * as Names from "../Names.js"
import * as ProseReader from "../prose/ProseReader.js"
import * as Bytes from "../Bytes.js"
import * as HtmlImage from "./HtmlImage.js"
import * as HtmlProse from "./HtmlProse.js"
import * as HtmlText from "./HtmlText.js"

/** How blocks are drawn. */
export interface Drawing {
  /** `rendered` (the default) draws the Markdown in texts; `verbatim` shows texts letter by letter. */
  readonly texts?: "rendered" | "verbatim"
  /** The most bytes of an image that is shown; 5 MiB if absent. */
  readonly imageBytes?: number
}

/** The HTML of blocks. */
export const all = (blocks: ReadonlyArray<Block>, drawing: Drawing): string =>
  blocks.map((block) => of(block, drawing)).join("\n")

/** A link, if the URL is http, https or mailto; otherwise the words and the URL as code. The words are HTML. */
export const link = (words: string, url: string | undefined): string =>
  url === undefined
    ? words
    : /^(?:https?:\/\/|mailto:)\S+$/i.test(url)
      ? HtmlProse.anchor(words, url)
      : `${words} <code>${HtmlText.line(Bytes.dataUrls(url))}</code>`

const of = (block: Block, drawing: Drawing): string => {
  switch (block.type) {
    case "prose":
      return prose(block.text, drawing)
    case "code":
      return code(block)
    case "image":
      return HtmlImage.of(block, drawing.imageBytes ?? usual)
    case "remark":
      return `<p class="remark">${HtmlText.line(block.text)}</p>`
    case "panel":
      return panel(block, drawing)
  }
}

const usual = 5 * 1024 ** 2

const prose = (text: string, { texts }: Drawing): string => {
  const blocks = texts === "verbatim" ? undefined : ProseReader.read(Bytes.dataUrls(text))
  return blocks === undefined
    ? `<div class="verbatim" dir="auto">${HtmlText.text(text)}</div>`
    : `<div class="prose" dir="auto">${HtmlProse.all(blocks)}</div>`
}

const code = ({ text }: Code): string => `<pre class="wrap" dir="auto"><code>${HtmlText.escape(text)}</code></pre>`

const panel = (panel: Panel, drawing: Drawing): string => {
  const subject = panel.subject === undefined ? "" : ` <code>${HtmlText.line(panel.subject)}</code>`
  const label = [
    `<strong>${Names.panels[panel.kind]}</strong>${subject}`,
    ...Names.facts(panel).map(HtmlText.line)
  ].join(" · ")
  const content = all(panel.content, drawing)
  const name = `panel ${panel.kind}`
  return panel.folded
    ? `<details class="${name}"><summary>${label}</summary>\n${content}</details>`
    : `<div class="${name}"><p class="label">${label}</p>${content}</div>`
}
