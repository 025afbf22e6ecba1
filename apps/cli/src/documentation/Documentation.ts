/** Renders whatever documentation a command line asks for. */
import type { Request } from "../commandline/ArgumentParser.js"
import * as Commands from "../commands/Commands.js"
import type { Style } from "../output/Style.js"
import * as Completions from "./Completions.js"
import * as HelpText from "./HelpText.js"
import * as Manual from "./Manual.js"
import * as ManPage from "./ManPage.js"

/** The requests that are answered with documentation. */
export type DocumentationRequest = Extract<Request, { readonly _tag: "Help" | "Completions" | "Manual" }>

/** The text for a terminal of so many columns. */
export const render =
  (request: DocumentationRequest, version: string) =>
  (style: Style, columns?: number): string => {
    switch (request._tag) {
      case "Help":
        return HelpText.render(
          request.command === undefined ? Manual.ofProgram(Commands.all) : Manual.ofCommand(request.command),
          columns
        )(style)
      case "Completions":
        return Completions.script(request.shell, Commands.all)
      case "Manual":
        return ManPage.render(Commands.all, version)
    }
  }
