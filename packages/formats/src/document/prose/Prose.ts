/** Markdown as a tree of plain data. Raw HTML is text; links are only http, https and mailto. */

/** A block of Markdown. */
export type Block =
  | { readonly type: "paragraph"; readonly content: ReadonlyArray<Inline> }
  | { readonly type: "heading"; readonly level: number; readonly content: ReadonlyArray<Inline> }
  | { readonly type: "quote"; readonly blocks: ReadonlyArray<Block> }
  | List
  | { readonly type: "code"; readonly language: string; readonly text: string }
  | Table
  | { readonly type: "rule" }

/** A list. */
export interface List {
  readonly type: "list"
  /** The number of the first item, if the items are numbered. */
  readonly start?: number
  /** Whether the items are paragraphs, with space between them. */
  readonly loose: boolean
  readonly items: ReadonlyArray<ReadonlyArray<Block>>
}

/** A table: the first row has the names of the columns. */
export interface Table {
  readonly type: "table"
  readonly align: ReadonlyArray<"left" | "center" | "right" | undefined>
  readonly rows: ReadonlyArray<ReadonlyArray<ReadonlyArray<Inline>>>
}

/** Inline content of Markdown. */
export type Inline =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "break" }
  | { readonly type: "strong" | "emphasis" | "deleted"; readonly content: ReadonlyArray<Inline> }
  | Link

/** A link, or an image that is shown as a link. */
export interface Link {
  readonly type: "link" | "image"
  readonly url: string
  readonly title?: string
  readonly content: ReadonlyArray<Inline>
}

/** Whether an item of a list begins with a checkbox. */
export const isTask = ([first]: ReadonlyArray<Block>): boolean =>
  first?.type === "paragraph" && first.content[0]?.type === "text" && /^\[[ xX]\] /.test(first.content[0].text)

/** The text of inline content without its markup. */
export const plain = (content: ReadonlyArray<Inline>): string =>
  content.map((inline) => ("text" in inline ? inline.text : "content" in inline ? plain(inline.content) : " ")).join("")
