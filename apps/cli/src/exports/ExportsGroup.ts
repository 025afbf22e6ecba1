/** Describes the commands of a server's exports as a group. */
import type { Program } from "@org/messages-terminal"

/** The group `messages exports`. */
export const group: Program.Group = {
  name: "exports",
  summary: "start and watch exports that a messages-server runs",
  about:
    "Exports are whole conversations that the server at MESSAGES_URL reads in the background and keeps. An export continues when this program ends, and even if the server's machine is lost, as long as another server runs. To keep conversations in files on this machine, without a server: messages export."
}
