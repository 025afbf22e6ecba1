/** Describes the commands of the archive as a group. */
import type { Program } from "@org/messages-terminal"

/** The group `messages archive`. */
export const group: Program.Group = {
  name: "archive",
  summary: "keep conversations of all providers in one place, and search them",
  about:
    "Keeps conversations of all providers in one file or database, in sync with the providers, and searches them without a network. The commands read, list, get, conversations and export read from it with --archive. Messages that a provider deletes stay here, marked as gone, and earlier contents of edited messages are kept."
}
