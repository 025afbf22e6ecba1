/** The options of a command that asks a provider: how long it waits, and what it says while it does. */
import { CommandOption } from "@org/messages-terminal"

export const timeout = CommandOption.text(
  "--timeout",
  "<time>",
  "how long to wait for the answer, such as 10s or 500ms; 30s where MESSAGES_DEADLINE is not set"
)

export const verbose = CommandOption.flag(
  "--verbose",
  "also say on standard error what is sent to a provider, what it answers, and how long a wait is"
)
