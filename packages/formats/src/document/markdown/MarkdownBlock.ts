/** Draws blocks as Markdown. */
import type { Block, Panel } from "../Block.js"
import * as Names from "../Names.js"
import * as ContainedText from "./ContainedText.js"
import * as MarkdownText from "./MarkdownText.js"

/** The Markdown of blocks. Two adjacent lists stay separate. */
export const all = (blocks: ReadonlyArray<Block>): ReadonlyArray<string> =>
  blocks.flatMap((block, index) =>
    block.type === "prose" && blocks[index - 1]?.type === "prose" && mayContinue.test(block.text)
      ? ["<!-- -->", of(block)]
      : [of(block)]
  )

/** A text that begins like this could become part of the list before it. */
const mayContinue = /^(?:\s|[-+*>|]|\d{1,9}[.)])/

const of = (block: Block): string => {
  switch (block.type) {
    case "prose":
      return ContainedText.of(block.text)
    case "code":
      return MarkdownText.fence(block.text, block.language)
    case "image":
      return "*(image not shown)*"
    case "remark":
      return `*${MarkdownText.line(block.text)}*`
    case "panel":
      return block.folded ? folded(block) : open(block)
  }
}

const open = (panel: Panel): string =>
  [
    [
      `**${Names.panels[panel.kind]}**${panel.subject === undefined ? "" : ` ${MarkdownText.code(panel.subject)}`}`,
      ...Names.facts(panel).map(MarkdownText.line)
    ].join(" · "),
    ...all(panel.content)
  ].join("\n\n")

const folded = (panel: Panel): string => {
  const subject = panel.subject === undefined ? "" : ` <code>${MarkdownText.html(panel.subject)}</code>`
  const label = [`${Names.panels[panel.kind]}${subject}`, ...Names.facts(panel).map(MarkdownText.html)].join(" · ")
  return [`<details>\n<summary>${label}</summary>`, ...all(panel.content), "</details>"].join("\n\n")
}
