/** What the log says about an unexpected error: its name and stack. Its message is left out, because it may quote what a caller sent. */

/** The name of an error and the lines of its stack. */
export interface DefectDetails {
  readonly error: string
  readonly stack?: string
}

/** The details of any thrown value. */
export const of = (error: unknown): DefectDetails =>
  error instanceof Error ? { error: error.name, stack: frames(error).slice(0, longest) } : { error: typeof error }

const frames = ({ message, stack = "" }: Error): string =>
  stack
    .slice(stack.indexOf(message) + message.length)
    .split("\n")
    .filter((line) => /^ +at /.test(line))
    .map((line) => line.trim())
    .join("\n")

const longest = 4_000
