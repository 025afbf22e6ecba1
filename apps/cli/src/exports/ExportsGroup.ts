/** Describes the commands of a server's exports as a group. */
import type { Program } from "@org/messages-terminal"

/** The group `messages exports`. */
export const group: Program.Group = {
  name: "exports",
  summary: "start and watch exports that a messages-server runs",
  about:
    "Whole conversations that the server at MESSAGES_URL reads in the background and keeps. An export goes on if this program ends, and also if the server's machine is lost, as long as another server is there. To keep conversations in files of this machine, without a server: messages export."
}
