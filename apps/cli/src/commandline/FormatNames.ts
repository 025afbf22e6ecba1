/** The names of the formats, for help and completions, which load no code of the formats. */
import * as Descriptors from "@org/messages-core/Descriptors"

/** What a document of each format is; formats that can be read first. */
export const readable: Readonly<Record<string, string>> = {
  canonical: "a list of canonical messages",
  ndjson: "canonical messages, one a line",
  "ai-sdk": "UI messages of the AI SDK",
  anthropic: "messages of Anthropic's Messages API",
  chat: "messages of OpenAI's Chat Completions",
  responses: "items of OpenAI's Responses API",
  "ai-sdk-model": "model messages of the AI SDK",
  otel: "messages of OpenTelemetry",
  ...Object.fromEntries(
    Descriptors.names.map((name) => [name, `messages of ${Descriptors.descriptors[name].title}, as its API answers`])
  )
}

/** The same with the documents for people. */
export const writable: Readonly<Record<string, string>> = {
  ...readable,
  markdown: "a document for people",
  html: "a document for people, as one HTML file"
}
