/** The states of the Markdown parser, without its package's helpers for old engines, which take a quarter of its time. */
import MarkdownIt, { type StateInline, type Token } from "markdown-it"

/** Tokens as the package has them, with plain fields. */
class LeanToken implements Token {
  attrs: Token["attrs"] = null
  map: Token["map"] = null
  level = 0
  children: Token["children"] = null
  content = ""
  markup = ""
  info = ""
  meta: Token["meta"] = null
  block = false
  hidden = false

  constructor(
    public type: string,
    public tag: string,
    public nesting: Token["nesting"]
  ) {}

  attrIndex(name: string): number {
    return this.attrs === null ? -1 : this.attrs.findIndex(([key]) => key === name)
  }

  attrPush(attribute: NonNullable<Token["attrs"]>[number]): void {
    this.attrs = [...(this.attrs ?? []), attribute]
  }

  attrSet(name: string, value: string | number): void {
    this.attrs = [...(this.attrs ?? []).filter(([key]) => key !== name), [name, value]]
  }

  attrGet(name: string): string | number | null {
    return this.attrs?.find(([key]) => key === name)?.[1] ?? null
  }

  attrJoin(name: string, value: string | number): void {
    const before = this.attrGet(name)
    this.attrSet(name, before === null ? value : `${before} ${value}`)
  }
}

/** The state of blocks. */
export class LeanBlock extends MarkdownIt.StateBlock {
  override push(type: string, tag: string, nesting: Token["nesting"]): Token {
    const token = new LeanToken(type, tag, nesting)
    token.block = true
    if (nesting < 0) this.level--
    token.level = this.level
    if (nesting > 0) this.level++
    this.tokens.push(token)
    return token
  }
}

/** The state of inline content. */
export class LeanInline extends MarkdownIt.StateInline {
  override pushPending(): Token {
    const token = new LeanToken("text", "", 0)
    token.content = this.pending
    token.level = this.pendingLevel
    this.tokens.push(token)
    this.pending = ""
    return token
  }

  override push(type: string, tag: string, nesting: Token["nesting"]): Token {
    if (this.pending) this.pushPending()
    const token = new LeanToken(type, tag, nesting)
    let meta: StateInline["tokens_meta"][number]
    if (nesting < 0) {
      this.level--
      this.delimiters = this._prev_delimiters.pop() ?? []
    }
    token.level = this.level
    if (nesting > 0) {
      this.level++
      this._prev_delimiters.push(this.delimiters)
      this.delimiters = []
      meta = { delimiters: this.delimiters }
    }
    this.pendingLevel = this.level
    this.tokens.push(token)
    this.tokens_meta.push(meta)
    return token
  }
}
