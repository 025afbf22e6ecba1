/** Describes the command `messages post`. */
import { CommandOption } from "@org/messages-terminal"
import * as CallOptions from "../commandline/CallOptions.js"
import * as FormatOption from "../commandline/FormatOption.js"
import * as RefOptions from "../commandline/RefOptions.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ProviderSections from "../commands/ProviderSections.js"

const providers = ProviderSections.supporting("post")

/** `--text`: the text to post. */
export const text = CommandOption.text("--text", "<text>", "the text; - reads it from standard input until it ends")

/** `--image`: images to attach. */
export const image = CommandOption.files("--image", "attach an image: PNG, JPEG, GIF or WebP; may be repeated")

/** `--file`: other files to attach. */
export const file = CommandOption.files("--file", "attach a PDF or a text file; may be repeated")

/** `--as`: who writes the message. */
export const author = CommandOption.text(
  "--as",
  "<peer>",
  `who writes the message, by the provider's id; required for ${ProviderSections.posting(({ needsAuthor }) => needsAuthor)}`
)

/** `--role`: who speaks. */
export const role = CommandOption.choice(
  "--role",
  "<role>",
  `who speaks, for ${ProviderSections.posting(({ roles }) => roles.length > 1)}; the provider's usual role by default`,
  {
    user: "a person",
    assistant: "an agent",
    system: "system instructions",
    developer: "a developer's instructions",
    tool: "a tool's result"
  }
)

/** `--metadata`: values to attach. */
export const metadata = CommandOption.text("--metadata", "<json>", "values to attach, as a JSON object")

/** `--tag`: labels to attach. */
export const tags = CommandOption.texts("--tag", "<tag>", "a label to attach; may be repeated")

/** `--created-at`: when the message was written. */
export const createdAt = CommandOption.text(
  "--created-at",
  "<time>",
  "when the message was written, such as 2026-01-05T10:00:00Z, if not now"
)

/** `--parent`: what the message follows. */
export const parent = CommandOption.text("--parent", "<id>", "the id of the message that this one answers")

/** `--wait`: wait for the agent's reply. */
export const wait = CommandOption.flag(
  "--wait",
  `also wait for the agent's reply and print it; for ${ProviderSections.posting(({ takesAnyAuthor }) => !takesAnyAuthor)}`
)

/** `--wait-timeout`: how long to wait for the reply. */
export const waitTimeout = CommandOption.text(
  "--wait-timeout",
  "<time>",
  "how long to wait for the reply, such as 90s; 300s by default. After that, the exit code is 7, and the ref is still printed"
)

/** `--format` of `messages post`. */
export const format = FormatOption.of({
  pretty: "for people; the default on a terminal",
  json: "the default in a pipe"
})

/** The command `messages post`. */
export const command: RunnableCommand = {
  name: "post",
  summary: "add a message to a conversation",
  about: `Adds a message to a conversation. The text is the second argument, the value of --text, or standard input. At ${ProviderSections.posting(({ takesAnyAuthor }) => !takesAnyAuthor)}, the post starts the agent. The message is never added twice: if it is unknown whether it arrived, the command says so and exits with 9.`,
  argument: { name: "<conversation>", prefixes: providers.map((name) => `${name}:`) },
  second: { name: "<text>", isOptional: true },
  options: [
    text,
    image,
    file,
    author,
    role,
    metadata,
    tags,
    createdAt,
    parent,
    wait,
    waitTimeout,
    ...RefOptions.of(providers),
    format,
    CallOptions.timeout,
    CallOptions.verbose
  ],
  sections: [ProviderSections.refs("conversation", providers), ProviderSections.attachments],
  examples: [
    'messages --sandbox post factory:invoice-bug "Is the total right?" --wait',
    'messages --sandbox post honcho:bakery/morning-orders "One more, please" --as alice',
    'messages post factory:5f1c --text "Why does the build fail?"',
    'messages post factory:5f1c "What is this?" --image screen.png',
    "git diff | messages post factory:5f1c"
  ],
  load: () => import("./PostMessage.js")
}
