/** The names of the formats, for help and completions, which load no code of the formats. */
import * as Descriptors from "@org/messages-core/Descriptors"

const both: Readonly<Record<string, string>> = {
  canonical: "a list of canonical messages",
  ndjson: "canonical messages, one on each line",
  "ai-sdk": "UI messages of the AI SDK",
  anthropic: "messages of Anthropic's Messages API",
  chat: "messages of OpenAI's Chat Completions",
  responses: "items of OpenAI's Responses API",
  "ai-sdk-model": "model messages of the AI SDK",
  otel: "messages of OpenTelemetry",
  langchain: "stored messages of LangChain",
  "ag-ui": "messages of AG-UI",
  atif: "trajectories in ATIF",
  effect: "the Prompt of Effect's AI package",
  ...Object.fromEntries(
    Descriptors.names.map((name) => [
      name,
      `messages of ${Descriptors.descriptors[name].title}, as its API returns them`
    ])
  )
}

/** What a document of each format is that can be read. */
export const readable: Readonly<Record<string, string>> = {
  ...both,
  "factory-session": "session files of Factory's droid",
  "claude-code": "session files of Claude Code",
  codex: "session files of Codex"
}

const lists: Readonly<Record<string, string>> = {
  ...both,
  mcp: "messages of MCP",
  a2a: "messages of A2A",
  acp: "updates of a session of ACP",
  "openai-fine-tuning": "an example for OpenAI's fine-tuning"
}

/** What the document of one message is in each format whose documents are JSON. */
export const lines: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(lists).filter(([name]) => name !== "ndjson")
)

/** What a document of each format is that can be written: also the documents for people. */
export const writable: Readonly<Record<string, string>> = {
  ...lists,
  markdown: "a document for people",
  html: "a document for people, as one HTML file"
}
