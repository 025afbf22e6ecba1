/** `messages sandbox`: the description of the command. */
import * as Descriptors from "@org/messages-core/Descriptors"
import { CommandOption } from "@org/messages-terminal"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ProviderSections from "./ProviderSections.js"

export const port = CommandOption.text("--port", "<number>", "where to listen; 0, the default, is any free port")

export const command: RunnableCommand = {
  name: "sandbox",
  summary: "run simulated providers on this machine, with messages to try",
  about: `Runs ${ProviderSections.titles(Descriptors.names)}, simulated on 127.0.0.1, with messages to try. It ends with Ctrl-C. Standard output has the lines that make a shell use them; paste those into another terminal. With --json it is one object with url and environment.`,
  options: [port],
  sections: [],
  examples: ["messages sandbox --port 4010", "messages sandbox > sandbox.env &", "messages --sandbox get <ref>"],
  load: () => import("./RunSandbox.js")
}
