/** Makes the blocks of a document from a part. Bytes are counted, never shown as text. */
import type { Part } from "@org/messages-core"
import type { Block, Footnote, Panel } from "./Block.js"
import * as Bytes from "./Bytes.js"
import type { Options } from "./Document.js"
import * as FileBlock from "./FileBlock.js"
import * as TextBlocks from "./TextBlocks.js"

/** The blocks of a part. `tools` has the name of every tool by the id of its call. */
export const of = (part: Part.Part, options: Options, tools: ReadonlyMap<string, string>): ReadonlyArray<Block> => {
  const isBrief = options.detail === "compact"
  switch (part.type) {
    case "text":
      return TextBlocks.prose(part.text)
    case "refusal":
      return [panel("refusal", {}, TextBlocks.prose(part.text))]
    case "reasoning":
      return [
        panel(
          "reasoning",
          { facts: [seconds(part.durationMs), part.signedBy], folded: options.reasoning !== "include" },
          thought(part)
        )
      ]
    case "file":
      return [FileBlock.of(part, isBrief)]
    case "tool-call":
      return [call(part, isBrief)]
    case "tool-result":
      return [result(part, part.name ?? tools.get(part.callId), isBrief)]
    case "citation":
      return [
        panel("citation", { subject: part.title ?? part.sourceId, facts: [part.url] }, TextBlocks.plain(part.quote))
      ]
    case "source":
      return [
        panel("source", { subject: part.title ?? part.sourceId, facts: [part.url, part.filename, part.mediaType] })
      ]
    case "step-start":
      return [panel("step")]
    case "error":
      return [panel("error", { subject: part.code }, TextBlocks.plain(part.message))]
    case "data":
      return [panel("data", { subject: part.name }, part.value === undefined ? [] : TextBlocks.json(part.value))]
    case "unknown":
      return [panel("unknown", {}, TextBlocks.json(part.native))]
  }
}

/** The footnote of a citation in a message with these parts. */
export const footnote = (
  { quote, sourceId, span, title, url }: Part.Of<"citation">,
  parts: ReadonlyArray<Part.Part>
): Footnote => {
  const cited = span === undefined ? undefined : parts[span.part]
  const supports = span && cited?.type === "text" ? cited.text.slice(span.start, span.end) : ""
  return {
    title: title ?? sourceId ?? url ?? "",
    ...(url !== undefined && { url }),
    ...(quote !== undefined && { quote }),
    ...(supports !== "" && { supports })
  }
}

interface Label {
  readonly subject?: string | undefined
  readonly facts?: ReadonlyArray<string | undefined>
  readonly bytes?: number | undefined
  readonly folded?: boolean
}

const panel = (
  kind: Panel["kind"],
  { bytes, facts = [], folded = false, subject }: Label = {},
  content: ReadonlyArray<Block> = []
): Panel => ({
  type: "panel",
  kind,
  ...(subject !== undefined && subject !== "" && { subject: Bytes.dataUrls(subject) }),
  facts: facts.filter((fact) => fact !== undefined && fact !== "").map((fact) => Bytes.dataUrls(fact ?? "")),
  ...(bytes !== undefined && { bytes }),
  folded,
  content
})

const call = (part: Part.ToolCall, isBrief: boolean): Panel => {
  const content = part.input === undefined ? TextBlocks.plain(part.inputText) : TextBlocks.json(part.input)
  const facts = isBrief
    ? [part.state, approval(part)]
    : [part.callId, part.state, approval(part), part.approval?.reason]
  return panel(
    "call",
    { subject: part.name, facts, bytes: TextBlocks.bytes(content), folded: true },
    isBrief ? notShown(content) : content
  )
}

const result = (part: Part.ToolResult, name: string | undefined, isBrief: boolean): Panel => {
  const content =
    part.content !== undefined
      ? part.content.flatMap((inner) => inside(inner, isBrief))
      : part.output === undefined
        ? [TextBlocks.remark("(no output)")]
        : TextBlocks.json(part.output)
  const facts = [isBrief ? undefined : part.callId, part.isPreliminary === true ? "preliminary" : undefined]
  return panel(
    part.isError === true ? "failed" : "result",
    { subject: name, facts, bytes: TextBlocks.bytes(content), folded: true },
    isBrief ? notShown(content) : content
  )
}

const inside = (part: Part.Text | Part.File | Part.Unknown, isBrief: boolean): ReadonlyArray<Block> =>
  part.type === "text"
    ? TextBlocks.plain(part.text)
    : part.type === "file"
      ? [FileBlock.of(part, isBrief)]
      : [panel("unknown", {}, TextBlocks.json(part.native))]

const notShown = (content: ReadonlyArray<Block>): ReadonlyArray<Block> =>
  content.every(({ type }) => type === "remark") ? content : [TextBlocks.remark("(not shown)")]

const thought = ({ encrypted, signature, summary, text }: Part.Reasoning): ReadonlyArray<Block> => {
  const words = [text, summary].find((words) => words !== undefined && words !== "")
  if (words !== undefined) return TextBlocks.prose(words)
  return [TextBlocks.remark(encrypted !== undefined ? "(redacted)" : signature ? "(signed, without text)" : "(empty)")]
}

const approval = ({ approval }: Part.ToolCall): string | undefined =>
  approval?.approved === undefined ? undefined : approval.approved ? "approved" : "not approved"

const seconds = (milliseconds: number | undefined): string | undefined =>
  milliseconds === undefined ? undefined : `${(milliseconds / 1000).toFixed(1)} s`
