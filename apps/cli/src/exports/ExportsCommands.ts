/** Describes the commands `messages exports start`, `list`, `get`, `watch`, `content` and `cancel`. */
import * as CallOptions from "../commandline/CallOptions.js"
import * as PageOptions from "../commandline/PageOptions.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ProviderSections from "../commands/ProviderSections.js"
import { all, format, from, key, limit, lines, server, to, watch } from "./ExportsCommandOptions.js"

const providers = ProviderSections.supporting("list")

const call = [CallOptions.timeout, CallOptions.verbose]

const id = "8e03978e-40d5-43e8-bc93-6894a57f9324"

const argument = { name: "<id>" }

const ends =
  "The exit code is 0 when the export is complete, 8 if elements could not be read, and 1 if it was cancelled. If it failed, the exit code says why."

const startCommand: RunnableCommand = {
  name: "exports start",
  summary: "start an export of conversations, or of all those of a provider",
  about: `Starts an export on the server, which reads the conversations to their ends, and prints it. With --watch, also waits for the end; the exit code is then that of messages exports watch.`,
  argument: {
    name: "<conversation>",
    prefixes: providers.map((name) => `${name}:`),
    repeated: true,
    isOptional: true
  },
  options: [all, lines, watch, key, format, ...call],
  sections: [ProviderSections.refs("conversation", providers), server],
  examples: [
    "messages exports start factory:5f1c honcho:team/standup --watch",
    "messages exports start --all honcho:team --key nightly-2026-01-05",
    "messages exports start factory:5f1c --to chat"
  ],
  load: () => import("./RunExports.js").then(({ start }) => ({ run: start }))
}

const listCommand: RunnableCommand = {
  name: "exports list",
  summary: "list the exports of the server, the newest first",
  about: "Reads one page of the exports of the server, and says how to get the next one.",
  options: [limit, PageOptions.cursor, format, ...call],
  sections: [server],
  examples: ["messages exports list", "messages exports list --json | jq -r '.items[].id'"],
  load: () => import("./RunExports.js").then(({ list }) => ({ run: list }))
}

const getCommand: RunnableCommand = {
  name: "exports get",
  summary: "show an export, and the progress of each conversation",
  about: "Shows an export and its conversations, at most the first thousand, with the reason of each failure.",
  argument,
  options: [format, ...call],
  sections: [server],
  examples: [`messages exports get ${id}`],
  load: () => import("./RunExports.js").then(({ get }) => ({ run: get }))
}

const watchCommand: RunnableCommand = {
  name: "exports watch",
  summary: "wait until an export ends, and show its progress",
  about: `Waits for the end of an export; on a terminal, a line on standard error shows the progress. Interrupting this command does not end the export. ${ends}`,
  argument,
  options: [format, ...call],
  sections: [server],
  examples: [`messages exports watch ${id}`],
  load: () => import("./RunExports.js").then(({ watch }) => ({ run: watch }))
}

const contentCommand: RunnableCommand = {
  name: "exports content",
  summary: "print what an export has, one message on each line",
  about:
    "Prints every line that is stored so far, or writes them to a file. The content is complete once the export is. If the connection breaks, it resumes where it stopped.",
  argument,
  options: [to, from, ...call],
  sections: [server],
  examples: [`messages exports content ${id} --to team.ndjson`],
  load: () => import("./RunExports.js").then(({ content }) => ({ run: content }))
}

const cancelCommand: RunnableCommand = {
  name: "exports cancel",
  summary: "cancel an export at its next page, and keep what it has",
  about:
    "Cancels an export, which stops at its next page. What it has stored can still be read. An export that has ended stays as it is.",
  argument,
  options: [format, ...call],
  sections: [server],
  examples: [`messages exports cancel ${id}`],
  load: () => import("./RunExports.js").then(({ cancel }) => ({ run: cancel }))
}

/** All of these. */
export const commands: ReadonlyArray<RunnableCommand> = [
  startCommand,
  listCommand,
  getCommand,
  watchCommand,
  contentCommand,
  cancelCommand
]
