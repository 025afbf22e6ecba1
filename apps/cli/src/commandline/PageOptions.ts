/** The options of commands that read a list: how many items, from where, and in which order. */
import { CommandOption } from "@org/messages-terminal"

/** `--limit`: the size of the page. */
export const limit = CommandOption.text(
  "--limit",
  "<number>",
  "how many to print at most; the provider's default page size if absent"
)

/** `--cursor`: where to continue. */
export const cursor = CommandOption.text("--cursor", "<cursor>", "where to continue, as an earlier run printed it")

/** `--order`: which messages come first. */
export const order = CommandOption.choice(
  "--order",
  "<order>",
  "which messages come first, for providers that support it",
  { oldest: "the first message first", newest: "the last message first" }
)
