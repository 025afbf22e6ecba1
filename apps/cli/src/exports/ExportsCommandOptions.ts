/** The options of the commands of exports, and the section of their help about the server. */
import { CommandOption, type ManualSection } from "@org/messages-terminal"
import * as FormatNames from "../commandline/FormatNames.js"
import * as FormatOption from "../commandline/FormatOption.js"

/** `--all`: every conversation of a provider. */
export const all = CommandOption.text(
  "--all",
  "<provider>",
  "every conversation of a provider, such as factory or honcho:<workspaceId>"
)

/** `--watch`: wait for the end. */
export const watch = CommandOption.flag("--watch", "also watch the export until it ends")

/** `--key`: an Idempotency-Key. */
export const key = CommandOption.text(
  "--key",
  "<key>",
  "the Idempotency-Key: starting again with the same key returns the same export"
)

/** `--to` of `messages exports start`: the format of the content. */
export const lines = CommandOption.choice(
  "--to",
  "<format>",
  "the format of the lines, each of which is a document of one message; canonical messages if absent",
  FormatNames.lines
)

/** `--to`: where the content goes. */
export const to = CommandOption.file("--to", "write to this file, which must not exist")

/** `--from`: how many lines to skip. */
export const from = CommandOption.text("--from", "<line>", "how many lines to skip, because you already have them")

/** `--limit`: the size of a page of exports. */
export const limit = CommandOption.text("--limit", "<number>", "how many to print at most, up to 100; 20 by default")

/** `--format`: the form of a command's result. */
export const format = FormatOption.of({
  pretty: "for people; the default on a terminal",
  json: "the default in a pipe"
})

/** The section about the server. */
export const server: ManualSection = {
  title: "SERVER",
  blocks: [
    {
      terms: [
        ["MESSAGES_URL", "the messages-server, such as http://127.0.0.1:8787; exports need one"],
        ["MESSAGES_TOKEN", "one of its tokens, if it requires one"]
      ]
    },
    { paragraph: "To try it: MESSAGES_EXPORTS=./exports npx messages-server --sandbox" }
  ]
}
