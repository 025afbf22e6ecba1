/** Parses Markdown (CommonMark, with the tables and strikethrough of GitHub) into tokens, and refuses what would cost too much. */
import MarkdownIt, { type Token } from "markdown-it"

/** The tokens of a text, or nothing if it is too long or nested too deeply to be read as Markdown. */
export const tokens = (text: string): ReadonlyArray<Token> | undefined => {
  if (text.length > longest) return undefined
  const tokens = parser.parse(text, {})
  // Beyond its own limit of nesting, the parser would drop text.
  return tokens.some(({ level }) => level >= deepest) ? undefined : tokens
}

/** A text of more characters is shown as it is. The parser takes at most a second for hostile texts of this length. */
export const longest = 100_000

const deepest = 40

const parser = new MarkdownIt("default", { html: false, linkify: true, maxNesting: 2 * deepest })

// A definition such as `[a]: https://example.com` would be hidden from readers.
parser.disable(["reference"])
// Links only where a text has a whole URL: names of files such as `README.md` are no links.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
parser.validateLink = (url) => /^(?:https?:\/\/|mailto:)/i.test(url.trim())
