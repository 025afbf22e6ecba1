/** Completion scripts for the shells, made by the parser from the commands, with what it gets wrong put right. */
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"

export const script = <Name extends string, R, E, A>(
  shell: string,
  command: Command.Command<Name, R, E, A>,
  program: string
): Effect.Effect<string> => {
  switch (shell) {
    case "zsh":
      return Effect.map(Command.getZshCompletions(command, program), joinWithout(hidden))
    case "fish":
      return Effect.map(Command.getFishCompletions(command, program), joinWithout(hidden))
    default:
      return Effect.map(Command.getBashCompletions(command, program), (lines) =>
        joinWithout()(lines.map((line) => choices(line.replace(/ --(wizard|log-level)\b/g, ""))))
      )
  }
}

/** Built into the parser, and no options of this program. */
const hidden = /['" -](wizard|log-level)\b/

const joinWithout =
  (pattern?: RegExp) =>
  (lines: ReadonlyArray<string>): string =>
    lines
      .flatMap((line) => line.split("\n"))
      .filter((line) => pattern === undefined || !pattern.test(line))
      .map((line) => `${line}\n`)
      .join("")

/** Bash separates the words of `compgen -W` by spaces. */
const choices = (line: string): string =>
  line.replace(/(compgen -W ")([\w,-]+)(")/g, (_, before: string, words: string, after: string) =>
    [before, words.replaceAll(",", " "), after].join("")
  )
