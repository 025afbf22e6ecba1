/** Draws blocks for a terminal: texts as they are or with their Markdown rendered, everything else under a label. */
import type { Block, Panel, PanelKind } from "../Block.js"
import * as Bytes from "../Bytes.js"
import * as ProseReader from "../prose/ProseReader.js"
import * as Visible from "../Visible.js"
import * as Screen from "./Screen.js"
import * as TerminalProse from "./TerminalProse.js"

/** The text of a block. */
export const of = (block: Block, screen: Screen.Screen): string => {
  switch (block.type) {
    case "prose":
      return prose(block.text, screen)
    case "code":
      return Screen.wrapped(withoutEnd(block.text), screen)
    case "image":
      return ""
    case "remark":
      return screen.style.faint(Screen.wrapped(block.text, screen))
    case "panel":
      return panel(block, screen)
  }
}

const prose = (text: string, screen: Screen.Screen): string => {
  const shown = Bytes.counted(Visible.text(text))
  const blocks = screen.columns === undefined ? undefined : ProseReader.read(shown)
  return blocks === undefined ? Screen.wrapped(withoutEnd(shown), screen) : TerminalProse.all(blocks, screen)
}

/** Removes empty lines at the end of a text, which would only add space between the parts. */
const withoutEnd = (text: string): string => text.replace(/\n+$/, "")

const panel = (panel: Panel, screen: Screen.Screen): string => {
  const paint = panel.kind === "error" || panel.kind === "failed" ? screen.style.error : screen.style.label
  const label = paint(Screen.wrapped(`[${words(panel).map(Visible.line).join(" · ")}]`, screen, 2))
  // Only reasoning is folded by choice; a terminal has nothing to unfold it with.
  const isFolded = panel.kind === "reasoning" && panel.folded
  const blocks: ReadonlyArray<Block> = isFolded ? [{ type: "remark", text: "(folded)" }] : panel.content
  const content = blocks.map((block) => of(block, Screen.narrower(screen, 2))).filter((text) => text !== "")
  return [label, ...content.map((text) => Screen.indent(text, 2))].join("\n")
}

const words = ({ facts, kind, subject }: Panel): ReadonlyArray<string> =>
  subject === undefined
    ? [names[kind], ...facts]
    : named.has(kind)
      ? [`${names[kind]} ${subject}`, ...facts]
      : [names[kind], subject, ...facts]

/** The kinds whose subject is part of their label. */
const named: ReadonlySet<PanelKind> = new Set(["call", "data"])

const names: { readonly [Kind in PanelKind]: string } = {
  refusal: "refusal",
  reasoning: "reasoning",
  file: "file",
  call: "call",
  result: "result",
  failed: "failed",
  citation: "citation",
  source: "source",
  step: "step",
  error: "error",
  data: "data",
  unknown: "unknown part"
}
