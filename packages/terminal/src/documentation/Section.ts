/** The parts of a manual, from which help and the manual page are printed. */

/** A titled part. */
export interface Section {
  /** In capitals, such as `OPTIONS`. */
  readonly title: string
  readonly blocks: ReadonlyArray<Block>
}

/** Text that is wrapped, lines that stay as they are, or terms beside their meanings; a meaning may have several lines. */
export type Block =
  | { readonly paragraph: string }
  | { readonly lines: ReadonlyArray<string> }
  | { readonly terms: ReadonlyArray<readonly [term: string, meaning: string]> }
