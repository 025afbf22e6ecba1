/** The blocks of a document: pure data that says what is shown, and nothing about how. */

/** What a part of a message is drawn as. */
export type Block = Prose | Code | Image | Remark | Panel

/** Text that somebody said, in Markdown. It has at least one visible character. */
export interface Prose {
  /** Always `prose`. */
  readonly type: "prose"
  /** The text, as Markdown. */
  readonly text: string
}

/** Text of a machine, in which spaces and line breaks matter. */
export interface Code {
  /** Always `code`. */
  readonly type: "code"
  /** The language of the text, such as `json`. */
  readonly language: "json" | "text"
  /** All of it is visible, and its bytes are counted. */
  readonly text: string
}

/** An image by its bytes. */
export interface Image {
  /** Always `image`. */
  readonly type: "image"
  /** Such as `image/png`. */
  readonly mediaType: string
  /** The bytes in base64. */
  readonly data: string
  /** The alternative text, for readers who cannot see the image. */
  readonly name: string
}

/** A remark about something that has nothing to show. */
export interface Remark {
  /** Always `remark`. */
  readonly type: "remark"
  /** The sentence, as plain text. */
  readonly text: string
}

/** A part with a label: a tool call, a file, an error. A citation is a footnote too; a document with footnotes leaves its panel out. */
export interface Panel {
  /** Always `panel`. */
  readonly type: "panel"
  /** The kind of part, which gives the panel its label. */
  readonly kind: PanelKind
  /** What the part is about: the name of a tool or of a file, or the code of an error. */
  readonly subject?: string
  /** What else the label says. */
  readonly facts: ReadonlyArray<string>
  /** How many bytes the content has, if that is useful to a reader. */
  readonly bytes?: number
  /** Whether the content is hidden until a reader opens it. */
  readonly folded: boolean
  /** What is in the panel, from top to bottom. */
  readonly content: ReadonlyArray<Block>
}

/** Whether a block is a citation, which a document with footnotes shows there instead. */
export const isCitation = (block: Block): boolean => block.type === "panel" && block.kind === "citation"

/** What a panel shows. */
export type PanelKind =
  | "refusal"
  | "reasoning"
  | "file"
  | "call"
  | "result"
  | "failed"
  | "citation"
  | "source"
  | "step"
  | "error"
  | "data"
  | "unknown"

/** A source that a message cites. */
export interface Footnote {
  /** The title of the source, or another name for it. */
  readonly title: string
  /** Where the source can be read. */
  readonly url?: string
  /** The quoted words. */
  readonly quote?: string
  /** The words of the message that the source supports. */
  readonly supports?: string
}
