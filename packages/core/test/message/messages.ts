/** Canonical messages, written by hand: one that uses everything, one that uses nothing, and many that are none. */

const unknown = { type: "unknown", native: { type: "hologram", deep: [1, { x: null }] } }

export const full = {
  version: 1,
  format: "factory",
  ref: "factory:s%2F1/m?computerId=c",
  id: "m",
  conversation: { id: "s/1", workspaceId: "w" },
  parentId: "m0",
  sequence: 7,
  role: "assistant",
  author: { id: "alice", name: "Alice", kind: "agent" },
  visibility: "everyone",
  status: "completed",
  parts: [
    { type: "text", text: "", id: "p1", residue: { present: { cache: true }, absent: ["/a~1b"] } },
    { type: "reasoning", summary: "s" },
    { type: "refusal", text: "no" },
    {
      type: "reasoning",
      text: "hm",
      signature: "c2ln",
      signedBy: "anthropic",
      encrypted: "eA==",
      durationMs: 1.5,
      at: "/x"
    },
    {
      type: "file",
      mediaType: "application/pdf",
      data: "JVBERg==",
      text: "t",
      url: "https://example.com/a.pdf",
      kind: "document",
      fileId: "u",
      filename: "a.pdf",
      path: "/tmp/a.pdf",
      extractedText: "t"
    },
    {
      type: "tool-call",
      callId: "t1",
      name: "search",
      input: null,
      state: "error",
      approval: { id: "a", approved: false, reason: "no" },
      executedBy: "client",
      signature: "s"
    },
    { type: "tool-call", callId: "t2", name: "search", inputText: "{" },
    { type: "tool-result", callId: "t1", name: "search", output: null, isError: true, isPreliminary: false },
    {
      type: "tool-result",
      callId: "t1",
      content: [{ type: "text", text: "found" }, { type: "file", mediaType: "image/png", data: "iVBORw==" }, unknown]
    },
    {
      type: "citation",
      sourceId: "s1",
      url: "https://example.com",
      title: "t",
      quote: "q",
      span: { part: 0, start: 1, end: 2 }
    },
    { type: "source", sourceId: "s1", url: "https://example.com", mediaType: "text/html", title: "t", filename: "f" },
    { type: "step-start" },
    { type: "error", code: "E1", message: "failed" },
    { type: "data", name: "weather", value: { celsius: 21 } },
    unknown,
    { type: "unknown", native: null }
  ],
  createdAt: "2024-01-15T10:30:00Z",
  updatedAt: "2024-01-15T10:30:00.080000Z",
  editedAt: "2024-02-29T23:59:59.999Z",
  sentAt: "1999-12-31T00:00:00.5Z",
  model: "m-1",
  usage: { inputTokens: 0, outputTokens: 12, cachedInputTokens: 0, reasoningTokens: 3, totalTokens: 12 },
  phase: "final_answer",
  tokenCount: 5,
  cost: { amount: "-0.0042", unit: "credits" },
  finishReason: "stop",
  tags: ["a", ""],
  metadata: { any: [{ thing: null }] },
  residue: {
    present: { x: 1 },
    absent: ["/y"],
    items: { "/z": { length: 3, edits: { 0: { residue: { present: { a: 1 } } }, 1: { from: 0 }, 2: { is: null } } } }
  }
}

export const least = { version: 1, role: "participant", parts: [] }

const changed = (change: object) => ({ ...least, ...change })
const part = (one: unknown) => changed({ parts: [one] })

export const wrong: ReadonlyArray<readonly [why: string, value: unknown]> = [
  ["is no object", null],
  ["is an array", [least]],
  ["is text", JSON.stringify(least)],
  ...Object.keys(least).map(
    (key) => [`has no ${key}`, Object.fromEntries(Object.entries(least).filter(([name]) => name !== key))] as const
  ),
  ["is of another version", changed({ version: 2 })],
  ["has its version as text", changed({ version: "1" })],
  ["has a format that is no name", changed({ format: "Slack" })],
  ["has the ref of another provider than its format", changed({ format: "factory", ref: "honcho:w/s/m" })],
  ["has residue and no format", changed({ residue: { present: { x: 1 } } })],
  ["has a part with residue and no format", part({ type: "step-start", residue: { present: { x: 1 } } })],
  [
    "has residue in a result's content and no format",
    part({ type: "tool-result", callId: "1", content: [{ type: "text", text: "", residue: { present: { x: 1 } } }] })
  ],
  ["has a ref with a dot segment", changed({ ref: "mielto:.." })],
  ["has a ref with an id of more than 512 bytes", changed({ ref: `mielto:${"a".repeat(513)}` })],
  ["has a null where nothing should be", changed({ id: null })],
  ["has a ref without a provider", changed({ ref: "w/s/m" })],
  ["has the ref of a conversation", changed({ ref: "honcho:w/s" })],
  ["has a ref with too many segments", changed({ ref: "honcho:w/s/m/x" })],
  ["has a ref that is not in normal form", changed({ ref: "honcho:w%2fx/s/m" })],
  ["has a ref with a query of another provider", changed({ ref: "honcho:w/s/m?computerId=c" })],
  ["has a conversation without an id", changed({ conversation: {} })],
  ["has an unlisted role", changed({ role: "bot" })],
  ["has an unlisted visibility", changed({ visibility: "both" })],
  ["has an unlisted status", changed({ status: "stopped" })],
  ["has a time without a zone", changed({ createdAt: "2024-01-15T10:30:00" })],
  ["has a time with an offset", changed({ createdAt: "2024-01-15T10:30:00+02:00" })],
  ["has a time as a number", changed({ createdAt: 1_700_000_000_000 })],
  ["has a time at 24:00", changed({ sentAt: "2024-01-15T24:00:00Z" })],
  ["has a leap second", changed({ sentAt: "2016-12-31T23:59:60Z" })],
  ["has a thirteenth month", changed({ sentAt: "2024-13-01T00:00:00Z" })],
  ["has a February 30", changed({ sentAt: "2024-02-30T00:00:00Z" })],
  ["has a sequence as text", changed({ sequence: "1" })],
  ["has a negative count of tokens", changed({ usage: { inputTokens: -1 } })],
  ["has half a token", changed({ usage: { outputTokens: 0.5 } })],
  ["has a cost as a number", changed({ cost: { amount: 0.1, unit: "credits" } })],
  ["has a cost in exponents", changed({ cost: { amount: "1e3", unit: "credits" } })],
  ["has a cost without a unit", changed({ cost: { amount: "1" } })],
  ["has a tag that is no text", changed({ tags: ["a", 1] })],
  ["has metadata that is no object", changed({ metadata: [] })],
  ["has residue that is no object", changed({ format: "ai-sdk", residue: [] })],
  ["has residue with a list", changed({ format: "ai-sdk", residue: { present: [1] } })],
  ["has empty residue", changed({ format: "ai-sdk", residue: {} })],
  ["has residue with an empty list of pointers", changed({ format: "ai-sdk", residue: { absent: [] } })],
  ["has residue with an invalid pointer", changed({ format: "ai-sdk", residue: { absent: ["x"] } })],
  ["has parts that are not a list", changed({ parts: {} })],
  ["has a part that is no object", part("text")],
  ["has a part without a type", part({ text: "x" })],
  ["has a part of an unlisted type", part({ type: "image" })],
  ["has a text part without text", part({ type: "text" })],
  ["has a file part without content", part({ type: "file", mediaType: "image/png" })],
  ["has a reasoning part without content", part({ type: "reasoning", signedBy: "anthropic" })],
  ["has a citation of nothing", part({ type: "citation" })],
  ["has a place that is no pointer", part({ type: "step-start", at: "x" })],
  ["has a call without a name", part({ type: "tool-call", callId: "1" })],
  ["has a call with two inputs", part({ type: "tool-call", callId: "1", name: "n", input: 1, inputText: "1" })],
  ["has a result with output and content", part({ type: "tool-result", callId: "1", output: 1, content: [] })],
  ["has a call in an unlisted state", part({ type: "tool-call", callId: "1", name: "n", input: {}, state: "done" })],
  ["has a result without its call", part({ type: "tool-result", output: 1 })],
  ["has a call inside of a result", part({ type: "tool-result", callId: "1", content: [{ type: "step-start" }] })],
  ["has an unknown part without its native form", part({ type: "unknown" })],
  ["has an error part without a message", part({ type: "error", code: "E1" })]
]
