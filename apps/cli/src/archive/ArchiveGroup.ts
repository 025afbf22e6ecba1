/** Describes the commands of the archive as a group. */
import type { Program } from "@org/messages-terminal"

/** The group `messages archive`. */
export const group: Program.Group = {
  name: "archive",
  summary: "keep conversations of all providers in one place, and search them",
  about:
    "Keeps conversations of all providers in one file or database, in step with the providers, and searches them without a network. The commands read, list, get, conversations and export read from it with --archive. What a provider deletes stays here, marked as gone, and so does what a message said before it changed."
}
