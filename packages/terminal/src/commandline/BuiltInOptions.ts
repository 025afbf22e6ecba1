/** The options that every program has: they ask for documentation instead of running a command. */
import * as CommandOption from "./CommandOption.js"

/** `--help`, and `-h`. */
export const help = CommandOption.flag("--help", "print help, also for one command", "-h")

/** `--version`. */
export const version = CommandOption.flag("--version", "print the version", "-v")

/** `--completions`. */
export const completions = CommandOption.choice("--completions", "<shell>", "print a completion script", {
  bash: "to source in ~/.bashrc",
  zsh: "for a directory of $fpath",
  fish: "for ~/.config/fish/completions",
  sh: "the same as bash"
})

/** `--man`. */
export const manual = CommandOption.flag("--man", "print the manual page, for man -l -")

/** All of them, in the order in which help shows them. */
export const all: ReadonlyArray<CommandOption.CommandOption<unknown>> = [help, version, completions, manual]
