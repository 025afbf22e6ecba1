/** The options of a command that calls a provider or a server: how long it waits, and what it prints while it waits. */
import { CommandOption } from "@org/messages-terminal"

/** `--timeout`: how long the whole call may take. */
export const timeout = CommandOption.text(
  "--timeout",
  "<time>",
  "how long to wait for the response, such as 10s or 500ms; 30s by default, or MESSAGES_DEADLINE; 60s with MESSAGES_URL"
)

/** `--verbose`: print every step of the call. */
export const verbose = CommandOption.flag(
  "--verbose",
  "also print each request, response and wait, with request ids, to standard error"
)
