/** Describes the command `messages exports`. */
import { CommandOption } from "@org/messages-terminal"
import * as CallOptions from "../commandline/CallOptions.js"
import * as FormatOption from "../commandline/FormatOption.js"
import * as PageOptions from "../commandline/PageOptions.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ProviderSections from "../commands/ProviderSections.js"

const providers = ProviderSections.supporting("list")

/** What can be done with exports, and what follows the word. */
export const actions = {
  start: ["<conversation>...", "start an export of these conversations, or of --all of a provider"],
  list: ["", "list the exports of the server, the newest first"],
  get: ["<id>", "show an export, and how far each conversation is"],
  watch: ["<id>", "wait until an export ends, and show how far it is"],
  content: ["<id>", "print what is stored so far, one message a line"],
  cancel: ["<id>", "end an export at its next page; what it has stays"]
} as const

/** The name of an action. */
export type Action = keyof typeof actions

/** `--all`: every conversation of a provider. */
export const all = CommandOption.text(
  "--all",
  "<provider>",
  "start: every conversation of a provider, such as factory or honcho:<workspaceId>"
)

/** `--watch`: wait for the end. */
export const watch = CommandOption.flag("--watch", "start: also watch the export until it ends")

/** `--key`: an Idempotency-Key. */
export const key = CommandOption.text(
  "--key",
  "<key>",
  "start: the Idempotency-Key; with a known one, no second export is started"
)

/** `--to`: where the content goes. */
export const to = CommandOption.file("--to", "content: write to this file, which must not exist")

/** `--from`: how much of the content is there. */
export const from = CommandOption.text(
  "--from",
  "<line>",
  "content: how many lines to leave out, because they are there"
)

/** `--format` of `messages exports`. */
export const format = FormatOption.of({
  pretty: "for people; the default on a terminal",
  json: "the default in a pipe"
})

/** The command `messages exports`. */
export const command: RunnableCommand = {
  name: "exports",
  summary: "start and watch exports that a messages-server runs",
  about:
    "Whole conversations that the server at MESSAGES_URL reads in the background and keeps. An export goes on if this program ends, and also if the server's machine is lost, as long as another server is there. To keep conversations in files of this machine, without a server: messages export.",
  argument: {
    name: "<action>",
    prefixes: [...Object.keys(actions), ...providers.map((name) => `${name}:`)],
    repeated: true
  },
  options: [
    all,
    watch,
    key,
    to,
    from,
    PageOptions.limit,
    PageOptions.cursor,
    format,
    CallOptions.timeout,
    CallOptions.verbose
  ],
  sections: [
    {
      title: "ACTIONS",
      blocks: [
        { terms: Object.entries(actions).map(([name, [rest, meaning]]) => [`${name} ${rest}`.trim(), meaning]) },
        {
          paragraph:
            "watch, and start with --watch, exit with 0 when the export is complete, with 8 if elements could not be read, and with 1 if it was cancelled. If it failed, the exit code says why."
        }
      ]
    },
    ProviderSections.refs("conversation", providers),
    {
      title: "SERVER",
      blocks: [
        {
          terms: [
            ["MESSAGES_URL", "the messages-server, such as http://127.0.0.1:8787; exports need one"],
            ["MESSAGES_TOKEN", "one of its tokens, if it has any"]
          ]
        },
        { paragraph: "To try it: MESSAGES_EXPORTS=./exports npx messages-server --sandbox" }
      ]
    }
  ],
  examples: [
    "messages exports start factory:5f1c honcho:team/standup --watch",
    "messages exports start --all honcho:team",
    "messages exports list",
    "messages exports watch 8e03978e-40d5-43e8-bc93-6894a57f9324",
    "messages exports content 8e03978e-40d5-43e8-bc93-6894a57f9324 --to team.ndjson"
  ],
  load: () => import("./RunExports.js")
}
