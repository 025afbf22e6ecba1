/** Describes the command `messages post`. */
import { CommandOption } from "@org/messages-terminal"
import * as CallOptions from "../commandline/CallOptions.js"
import * as FormatOption from "../commandline/FormatOption.js"
import * as RefOptions from "../commandline/RefOptions.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ProviderSections from "./ProviderSections.js"

const providers = ProviderSections.supporting("post")

/** `--text`: the text to post. */
export const text = CommandOption.text("--text", "<text>", "the text; - reads it from standard input until it ends")

/** `--image`: images to attach. */
export const image = CommandOption.files("--image", "attach an image: PNG, JPEG, GIF or WebP; may be repeated")

/** `--file`: other files to attach. */
export const file = CommandOption.files("--file", "attach a PDF or a text file; may be repeated")

/** `--format` of `messages post`. */
export const format = FormatOption.of({
  pretty: "for people; the default on a terminal",
  json: "the default in a pipe"
})

/** The command `messages post`. */
export const command: RunnableCommand = {
  name: "post",
  summary: "add a message to a conversation",
  about: `Adds a message to a conversation, which starts the agent. The text is the second argument, the value of --text, or standard input. Only ${ProviderSections.titles(providers)} takes posts so far. The message is never sent twice: if it is unknown whether it arrived, the command says so and exits with 9.`,
  argument: { name: "<conversation>", prefixes: providers.map((name) => `${name}:`) },
  second: { name: "<text>" },
  options: [text, image, file, ...RefOptions.of(providers), format, CallOptions.timeout, CallOptions.verbose],
  sections: [ProviderSections.refs("conversation", providers)],
  examples: [
    'messages post factory:5f1c --text "Why does the build fail?"',
    'messages post factory:5f1c "What is this?" --image screen.png',
    "git diff | messages post factory:5f1c"
  ],
  load: () => import("./PostMessage.js")
}
