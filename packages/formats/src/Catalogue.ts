/** The list of formats: for each, whether it can be read and written, its slot, and what judges its documents. */
import * as Oracle from "./Oracle.js"

/** One format, as a list of formats shows it. */
export interface Entry {
  /** The name; its meaning never changes. */
  readonly name: string
  /** What a document of the format is. */
  readonly about: string
  /** Whether documents can be read. */
  readonly in: boolean
  /** Whether documents can be written. */
  readonly out: boolean
  /** Where an export keeps what the format cannot express; absent if it has no room, needs none, or uses it on request only. */
  readonly slot?: string
  /** The package whose types, validators or rules judge an export, and its version. */
  readonly oracle?: Oracle.Oracle
}

/** The standard formats and the documents for people, in the order in which they are shown. */
export const standard: ReadonlyArray<Entry> = [
  { name: "canonical", about: "a list of canonical messages", in: true, out: true },
  { name: "ndjson", about: "canonical messages, one on each line", in: true, out: true },
  {
    name: "ai-sdk",
    about: "UI messages of the AI SDK",
    in: true,
    out: true,
    slot: "metadata",
    oracle: Oracle.of("ai")
  },
  {
    name: "anthropic",
    about: "messages of Anthropic's Messages API, as it takes them",
    in: true,
    out: true,
    oracle: Oracle.of("@anthropic-ai/sdk")
  },
  {
    name: "chat",
    about: "messages of OpenAI's Chat Completions, as it takes them",
    in: true,
    out: true,
    oracle: Oracle.of("openai")
  },
  {
    name: "responses",
    about: "items of OpenAI's Responses API, as it takes them",
    in: true,
    out: true,
    oracle: Oracle.of("openai")
  },
  {
    name: "ai-sdk-model",
    about: "model messages of the AI SDK",
    in: true,
    out: true,
    oracle: Oracle.of("ai")
  },
  {
    name: "otel",
    about: "messages of OpenTelemetry's GenAI conventions 1.41.1",
    in: true,
    out: true,
    slot: "key of the message",
    oracle: Oracle.otel
  },
  {
    name: "langchain",
    about: "stored messages of LangChain 1",
    in: true,
    out: true,
    slot: "additional_kwargs",
    oracle: Oracle.of("@langchain/core")
  },
  {
    name: "ag-ui",
    about: "messages of AG-UI",
    in: true,
    out: true,
    slot: "metadata",
    oracle: Oracle.of("@ag-ui/core")
  },
  {
    name: "atif",
    about: "trajectories in ATIF 1.7; reads 1.8",
    in: true,
    out: true,
    slot: "extra",
    oracle: Oracle.atif
  },
  {
    name: "effect",
    about: "the Prompt of Effect's AI package",
    in: true,
    out: true,
    slot: "options",
    oracle: Oracle.of("@effect/ai")
  },
  {
    name: "mcp",
    about: "messages of MCP, for prompts and for sampling",
    in: false,
    out: true,
    slot: "_meta",
    oracle: Oracle.of("@modelcontextprotocol/sdk")
  },
  {
    name: "a2a",
    about: "messages of A2A 1.0",
    in: false,
    out: true,
    slot: "metadata",
    oracle: Oracle.of("@a2a-js/sdk")
  },
  {
    name: "acp",
    about: "updates of a session of the Agent Client Protocol",
    in: false,
    out: true,
    slot: "_meta",
    oracle: Oracle.of("@agentclientprotocol/sdk")
  },
  {
    name: "openai-fine-tuning",
    about: "an example for OpenAI's fine-tuning, as one line",
    in: false,
    out: true,
    oracle: Oracle.of("openai")
  },
  { name: "factory-session", about: "session files of Factory's droid", in: true, out: false },
  { name: "claude-code", about: "session files of Claude Code", in: true, out: false },
  { name: "codex", about: "session files of Codex", in: true, out: false },
  { name: "markdown", about: "a document for people, in Markdown", in: false, out: true },
  { name: "html", about: "a document for people, as one HTML file", in: false, out: true }
]

/** A provider's own form, as its API returns messages. */
export const ofProvider = (name: string, title: string): Entry => ({
  name,
  about: `messages of ${title}, as its API returns them`,
  in: true,
  out: true
})

/** The file extension of a document of a format, without the dot. */
export const ending = (name: string): string => endings.get(name) ?? `${name}.json`

const endings: ReadonlyMap<string, string> = new Map([
  ["ndjson", "ndjson"],
  ["openai-fine-tuning", "jsonl"],
  ["markdown", "md"],
  ["html", "html"]
])

/** Whether a format is a document for people, which has no report. */
export const isForPeople = (name: string): boolean => name === "markdown" || name === "html"
