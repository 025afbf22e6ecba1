/** The parts of a manual. Help and the manual page are rendered from them. */

/** A titled part. */
export interface ManualSection {
  /** In capitals, such as `OPTIONS`. */
  readonly title: string
  /** Paragraphs and lists, from top to bottom. */
  readonly blocks: ReadonlyArray<ManualBlock>
}

/** Text to wrap, lines to keep as they are, or terms with their meanings; a meaning may have several lines. */
export type ManualBlock =
  | {
      /** A text that is wrapped to the width. */
      readonly paragraph: string
    }
  | {
      /** Lines that stay as they are, such as commands. */
      readonly lines: ReadonlyArray<string>
    }
  | {
      /** Terms, such as options, each with its meaning. */
      readonly terms: ReadonlyArray<readonly [term: string, meaning: string]>
    }
