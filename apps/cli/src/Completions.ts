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
      return Effect.map(Command.getZshCompletions(command, program), repair(zsh))
    case "fish":
      return Effect.map(Command.getFishCompletions(command, program), repair(fish))
    default:
      return Effect.map(Command.getBashCompletions(command, program), repair(bash))
  }
}

const repair =
  (line: (line: string) => string) =>
  (script: ReadonlyArray<string>): string =>
    script
      .flatMap((lines) => lines.split("\n"))
      .filter((text) => !builtIn.test(text))
      .map((text) => `${line(text)}\n`)
      .join("")

/** Lines on options that are built into the parser, and are none of this program. */
const builtIn = /^\s*'--(wizard|log-level)\[|-l (wizard|log-level)\b/

// The words of `compgen -W` are apart by spaces.
const bash = (line: string): string =>
  line
    .replace(/ --(wizard|log-level)\b/g, "")
    .replace(/(?<=compgen -W ")[\w,-]+(?=")/g, (words) => words.replaceAll(",", " "))

// Without the colons an option has no value; the star lets it be repeated.
const zsh = (line: string): string =>
  line
    .replace(/'(--(?:image|file)\[.*\])'/, "'*$1:file:_files'")
    .replace(/'(--(?:text|computer-id|workspace-id|port)\[.*\])'/, "'$1:value:'")

const fish = (line: string): string => line.replace(/(-l (?:image|file) -r) -f/, "$1 -F")
