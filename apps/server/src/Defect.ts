/** What the log says of an error that nobody foresaw: what and where it is. Its message may quote what a caller sent. */
export const told = (error: unknown): { readonly error: string; readonly stack?: string } =>
  error instanceof Error ? { error: error.name, stack: frames(error).slice(0, longest) } : { error: typeof error }

const frames = ({ message, stack = "" }: Error): string =>
  stack
    .slice(stack.indexOf(message) + message.length)
    .split("\n")
    .filter((line) => /^ +at /.test(line))
    .map((line) => line.trim())
    .join("\n")

const longest = 4_000
