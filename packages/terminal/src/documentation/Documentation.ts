/** Renders the documentation that a command line asks for. */
import type { Request } from "../commandline/ArgumentParser.js"
import type { Command } from "../commandline/Command.js"
import type { Program } from "../commandline/Program.js"
import type { Style } from "../output/Style.js"
import * as Completions from "./Completions.js"
import * as HelpText from "./HelpText.js"
import * as Manual from "./Manual.js"
import * as ManPage from "./ManPage.js"

/** The requests for a text that needs no command to run. */
export type DocumentationRequest = Extract<
  Request<Command>,
  { readonly _tag: "Help" | "Version" | "Completions" | "Manual" }
>

/** The text for a terminal with `columns` columns. */
export const render =
  (program: Program<Command>, version: string, request: DocumentationRequest) =>
  (style: Style, columns?: number): string => {
    switch (request._tag) {
      case "Help":
        return HelpText.render(Manual.of(program, request.command, request.group), columns)(style)
      case "Version":
        return `${version}\n`
      case "Completions":
        return Completions.script(request.shell, program)
      case "Manual":
        return ManPage.render(program, version)
    }
  }
