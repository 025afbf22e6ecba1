/** The options of commands that read a list: how many items, from where, and in which order. */
import { CommandOption } from "@org/messages-terminal"

/** `--limit`: the size of the page. */
export const limit = CommandOption.text(
  "--limit",
  "<number>",
  "how many to print at most; the provider's usual page by default"
)

/** `--cursor`: where to go on. */
export const cursor = CommandOption.text("--cursor", "<cursor>", "where to go on, as an earlier run printed it")

/** `--order`: which messages come first. */
export const order = CommandOption.choice(
  "--order",
  "<order>",
  "which messages come first, for providers that promise it",
  { oldest: "the first message first", newest: "the last message first" }
)
