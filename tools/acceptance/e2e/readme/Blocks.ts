/** Reads the fenced blocks of a Markdown file as the steps that a reader follows. */

/** `language` and `about` are the two words after the fence; `line` is its line. */
export interface Block {
  readonly language: string
  readonly about: string
  readonly text: string
  readonly line: number
}

/** Every fenced block of a Markdown text. */
export const blocks = (markdown: string): ReadonlyArray<Block> =>
  [...markdown.matchAll(/^```(\w*) ?([^\n]*)\n(.*?)^```$/gms)].map(
    ({ 1: language = "", 2: about = "", 3: text = "", index }) => ({
      language,
      about,
      text,
      line: markdown.slice(0, index).split("\n").length
    })
  )

/** A command, a program that keeps running, or a file. The output of a command or a program may follow it. */
export type Step =
  | { readonly kind: "command" | "background"; readonly block: Block; readonly output: Block | undefined }
  | { readonly kind: "file"; readonly block: Block }

/** Every block as a step. Throws on a block that is not a step. */
export const steps = (markdown: string): ReadonlyArray<Step> => {
  const all = blocks(markdown)
  return all.flatMap((block, index): ReadonlyArray<Step> => {
    const [before, after] = [all[index - 1], all[index + 1]]
    if (isOutput(block) && before?.language === "sh") return []
    if (block.language === "js" && /^[\w.-]+$/.test(block.about)) return [{ kind: "file", block }]
    if (block.language !== "sh" || !["", "background"].includes(block.about))
      throw new Error(`line ${block.line}: this block is not a step`)
    return [
      {
        kind: block.about === "" ? "command" : "background",
        block,
        output: after !== undefined && isOutput(after) ? after : undefined
      }
    ]
  })
}

const isOutput = ({ language }: Block): boolean => language === "text" || language === "json"
