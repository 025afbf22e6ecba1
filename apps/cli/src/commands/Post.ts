/** `messages post`: the description of the command. */
import { CommandOption } from "@org/messages-terminal"
import * as CallOptions from "../commandline/CallOptions.js"
import * as FormatOption from "../commandline/FormatOption.js"
import * as RefOptions from "../commandline/RefOptions.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ProviderSections from "./ProviderSections.js"

const providers = ProviderSections.able("post")

export const text = CommandOption.text("--text", "<text>", "the text; - reads it from standard input, to its end")

export const image = CommandOption.files("--image", "attach an image: PNG, JPEG, GIF or WebP; may be repeated")

export const file = CommandOption.files("--file", "attach a PDF or a text file; may be repeated")

export const format = FormatOption.of({
  pretty: "for people; the default on a terminal",
  json: "the default in a pipe"
})

export const command: RunnableCommand = {
  name: "post",
  summary: "add a message to a conversation",
  about: `Adds a message to a conversation, which starts the agent. The text is the second argument, or that of --text, or else standard input. Only ${ProviderSections.titles(providers)} takes posts so far. The message is sent once and never again: if the outcome is unknown, the command says so and exits with 9.`,
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
