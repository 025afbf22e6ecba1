/** The options of commands that print documents for people: what they show. */
import { CommandOption } from "@org/messages-terminal"

/** `--detail`: how much of a message is shown. */
export const detail = CommandOption.choice(
  "--detail",
  "<detail>",
  "how much a document for people shows; it names what it leaves out",
  {
    full: "everything; the default",
    compact: "tool calls, results and files by name, state and size",
    text: "only what was said"
  }
)

/** `--reasoning`: whether reasoning is shown. */
export const reasoning = CommandOption.choice(
  "--reasoning",
  "<how>",
  "whether a document for people shows reasoning; by default, pretty includes it and others fold it",
  { omit: "leave it out, and say so", fold: "hide it until a reader opens it", include: "show it" }
)

/** `--ago`: also say how long ago messages were created. */
export const ago = CommandOption.flag("--ago", "with pretty, also say how long ago a message was created or sent")

/** The options for documents in files. */
export const all = [detail, reasoning]
