/** The entry point: prints a version, help, completions or the manual at once, and loads the program for everything else. */
import { ArgumentParser, Documentation, Style } from "@org/messages-terminal"
import * as Either from "effect/Either"
import process from "node:process"
import { program } from "./commands/MessagesProgram.js"

/** The bundler replaces it with the version of the package. */
declare const VERSION: string

const { stdout } = process

/** The text of the documentation that the command line asks for, if it does. */
const documentation = (args: ReadonlyArray<string>): string | undefined => {
  const request = Either.getOrUndefined(ArgumentParser.parse(program, args))?.request
  if (request === undefined || request._tag === "Run" || request._tag === "Nothing") return undefined
  const style = stdout.isTTY && stdout.hasColors?.() ? Style.colour : Style.none
  return Documentation.render(program, VERSION, request)(style, stdout.isTTY ? stdout.columns : undefined)
}

/** The bundler makes it a file of its own, with Effect and the HTTP client, which documentation does not need. */
const loadProgram = () => import("./main.js")

const text = documentation(process.argv.slice(2))
if (text === undefined) void loadProgram()
else {
  // The program writes it again, fails in the same way, and reports that.
  stdout.on("error", () => undefined)
  stdout.write(text, (failure) => (failure ? void loadProgram() : undefined))
}
