/** What a document is drawn on: a terminal with its width and styles, or a pipe. */

/** Adds a style to a text, or leaves it as it is. */
export type Paint = (text: string) => string

/** A terminal, or a file or pipe that gets plain text. */
export interface Screen {
  /** The columns of a terminal. If absent, texts stay as they are: no Markdown is rendered, and no line is wrapped. */
  readonly columns?: number
  /** The styles. */
  readonly style: {
    /** For text that stands out, such as headings. */
    readonly strong: Paint
    /** For emphasized text. */
    readonly emphasis: Paint
    /** For less important text, such as times and ids. */
    readonly faint: Paint
    /** For the label of a message or part. */
    readonly label: Paint
    /** For errors. */
    readonly error: Paint
  }
  /** How many columns a styled text occupies. */
  readonly width: (text: string) => number
  /** Wraps the lines of a styled text between words. Continuation lines have the indent of the first line plus `hang` columns. */
  readonly wrap: (text: string, columns: number, hang?: number) => string
  /** The current time in epoch milliseconds, for times such as "3 hours ago", which are left out without it. */
  readonly now?: number
  /** Text after the list of what is not shown, such as where to find it. */
  readonly hint?: string
}

/** The same screen with fewer columns, for indented content. */
export const narrower = (screen: Screen, columns: number): Screen =>
  screen.columns === undefined ? screen : { ...screen, columns: Math.max(0, screen.columns - columns) }

/** Indents every line that is not empty. */
export const indent = (text: string, columns: number): string => text.replace(/^(?=.)/gm, " ".repeat(columns))

/** Wraps a text, if the screen has a width. */
export const wrapped = (text: string, { columns, wrap }: Screen, hang = 0): string =>
  columns === undefined ? text : wrap(text, columns, hang)
