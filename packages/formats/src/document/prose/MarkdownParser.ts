/** Parses Markdown (CommonMark, with GitHub's tables and strikethrough) into tokens, and refuses texts that would cost too much. */
import MarkdownIt, { type Token } from "markdown-it"
import { LeanBlock, LeanInline } from "./LeanStates.js"

/** The tokens of a text; `undefined` if it is too long or nested too deeply to be read as Markdown. */
export const tokens = (text: string): ReadonlyArray<Token> | undefined => {
  if (text.length > longest) return undefined
  const tokens = parser.parse(text, {})
  // Beyond its own limit of nesting, the parser would drop text.
  return tokens.some(({ level }) => level >= deepest) ? undefined : tokens
}

/** The tokens inside a paragraph. */
export const inlineTokens = (text: string): ReadonlyArray<Token> => parser.parseInline(text, {})[0]?.children ?? []

/** The blocks alone, without the tokens inside paragraphs and headings. */
export const blockTokens = (text: string): ReadonlyArray<Token> | undefined => {
  if (text.length > longest) return undefined
  const tokens = blocks.parse(text, {})
  return tokens.some(({ level }) => level >= deepest) ? undefined : tokens
}

/** The most characters of a text that is parsed; a longer one is shown as it is. The parser takes at most a second for hostile texts of this length. */
export const longest = 100_000

const deepest = 40

const parser = new MarkdownIt("default", { html: false, maxNesting: 2 * deepest })
const blocks = new MarkdownIt("default", { html: false, maxNesting: 2 * deepest })
blocks.core.ruler.enableOnly(["normalize", "block"])

for (const each of [parser, blocks]) {
  each.block.State = LeanBlock
  each.inline.State = LeanInline
}

// A definition such as `[a]: https://example.com` would be hidden from readers.
for (const each of [parser, blocks]) each.disable(["reference"])
// Parsing and encoding a URL costs more than the rest of a link, and most URLs do not need it.
const { normalizeLink } = parser
parser.normalizeLink = (url) => (/^[\w\-.~:/?#@!$&'()*+,;=]+$/.test(url) ? url : normalizeLink.call(parser, url))
parser.validateLink = (url) => /^(?:https?:\/\/|mailto:)/i.test(url.trim())
