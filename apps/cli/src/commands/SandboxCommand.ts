/** Describes the command `messages sandbox`. */
import * as Descriptors from "@org/messages-core/Descriptors"
import { CommandOption } from "@org/messages-terminal"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ProviderSections from "./ProviderSections.js"

/** `--port`: where the sandbox listens. */
export const port = CommandOption.text("--port", "<number>", "where to listen; 0, the default, is any free port")

/** The command `messages sandbox`. */
export const command: RunnableCommand = {
  name: "sandbox",
  summary: "run simulated providers on this machine, with messages to try",
  about: `Simulates ${ProviderSections.titles(Descriptors.names)} on 127.0.0.1 until Ctrl-C, with messages to try. Prints the export lines that make a shell use them; paste those into another terminal. With --json, prints one object with url and environment.`,
  options: [port],
  sections: [],
  examples: ["messages sandbox --port 4010", "messages sandbox > sandbox.env &", "messages --sandbox get <ref>"],
  load: () => import("./RunSandbox.js")
}
