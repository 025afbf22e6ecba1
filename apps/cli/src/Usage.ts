/** A command line that cannot be understood, in the words of the one who typed it. */
import type * as HelpDoc from "@effect/cli/HelpDoc"
import type * as ValidationError from "@effect/cli/ValidationError"
import * as Data from "effect/Data"
import { unseal } from "./Seal.js"

/** `command` is where help is to be found. */
export class Usage extends Data.TaggedError("Usage")<{
  readonly problem: string
  readonly advice?: string | undefined
  readonly command?: string | undefined
}> {
  override get message(): string {
    return this.problem
  }
}

/** What the parser refused. Its texts name what it looked for; these name what is wrong. */
export const fromParser =
  (command: string | undefined) =>
  ({ error }: ValidationError.ValidationError): Usage => {
    const said = words(error)
    const [problem, advice] = reword(said)
    return new Usage({ problem, advice, command })
  }

const reword = (said: string): readonly [problem: string, advice?: string] => {
  const [, argument] = /^Missing argument (<.*>)/.exec(said) ?? []
  if (argument !== undefined) return [`${argument} is missing`]
  const [, option] = /^Expected to find option: '(.*)'/.exec(said) ?? []
  if (option !== undefined) return [`${option} is missing`]
  const [, extra] = /^Received unknown argument: '(.*)'$/s.exec(said) ?? []
  if (extra?.startsWith("--")) return [`${extra} is given more than once`]
  if (extra !== undefined)
    return [`"${unseal(extra)}" is one argument too many`, "Put what has spaces in it between quotes"]
  return [said]
}

const words = (doc: HelpDoc.HelpDoc): string => {
  switch (doc._tag) {
    case "Paragraph":
    case "Header":
      return spans(doc.value)
    case "Sequence":
      return [words(doc.left), words(doc.right)].filter((text) => text !== "").join("; ")
    default:
      return ""
  }
}

const spans = (span: HelpDoc.Paragraph["value"]): string => {
  switch (span._tag) {
    case "Text":
    case "URI":
      return span.value
    case "Sequence":
      return spans(span.left) + spans(span.right)
    default:
      return spans(span.value)
  }
}
