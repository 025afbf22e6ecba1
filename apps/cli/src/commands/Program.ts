/** Describes the program `messages`: its commands, options and notes. */
import * as Descriptors from "@org/messages-core/Descriptors"
import type { Program } from "@org/messages-terminal"
import * as GlobalOptions from "../commandline/GlobalOptions.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ExitCode from "../errors/ExitCode.js"
import * as Get from "./Get.js"
import * as Post from "./Post.js"
import * as Providers from "./Providers.js"
import * as ProviderSections from "./ProviderSections.js"
import * as Sandbox from "./Sandbox.js"
import * as Schema from "./Schema.js"

/** The program. */
export const program: Program.Program<RunnableCommand> = {
  name: "messages",
  summary: "read and write messages of AI agents",
  about: `Reads and writes messages of ${ProviderSections.titles(Descriptors.names)} in one lossless form.`,
  commands: [Get.command, Post.command, Providers.command, Sandbox.command, Schema.command],
  options: [GlobalOptions.json, GlobalOptions.sandbox],
  examples: [
    "messages sandbox",
    "messages get factory:<sessionId>/<messageId>",
    "messages get honcho:<workspaceId>/<sessionId>/<messageId> --json",
    'messages post factory:<sessionId> --text "Why does the build fail?"',
    "source <(messages --completions bash)"
  ],
  sections: [
    ProviderSections.environment,
    {
      title: "EXIT CODES",
      blocks: [{ terms: ExitCode.meanings.map(([code, meaning]) => [String(code), meaning]) }]
    }
  ],
  notes: [
    "Data goes to standard output, everything else to standard error. Keys come from the environment: messages providers --help."
  ]
}
