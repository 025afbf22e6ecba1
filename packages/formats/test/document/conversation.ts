/** A conversation with every kind of part, as an agent that looks after a web shop might have it. */
import { Message } from "@org/messages-core"
import * as Schema from "effect/Schema"

/** A chart of 240 by 120 pixels. */
export const png =
  "iVBORw0KGgoAAAANSUhEUgAAAPAAAAB4CAIAAABD1OhwAAABn0lEQVR42u3dwYlFIRBFQRMzEZMwOaNTBINQQdp6nP1l2lp+mNTHlMKUnEBAS0" +
  "BLQEtAC2gJaAloCWgJaAEt3S3XdiSgBbQEtAS0gAZaQAMtoCWgJaAFNNACGmgBLQEtAS2ggfbA/l6ggQZaQAMtoIEGGmiggQZaQAMtoIEW0EAD" +
  "DTTQQAMtoIEW0EALaKCBPgo66i7QQAMtoIEW0EADDTTQQAMtoIEW0EALaKCBBhpooIH22waggQYaaKCBBhpooIEGGmiggQYaaKCBBhpooIEGGm" +
  "iggQYaaKCBBhosoIEGGmgPbBdou0ADbRdooO0C7YHtAu2B7QJtF2ig7QINtF2gPbBdoD2wXaDt/gPaoe0C7dB2gbZrF2i7doG2C7RD2wXaoe0C" +
  "bdcu0HbtAm0XaIe2C7RD2wXarl2g7doF2i7QDm0XaIe2C7Rdu0DbtQu0XaAd2i7QHtgu0HbtAm0XaIe2C7RD2wXaA9sF2q5doO0C7dB2gXZou0" +
  "B7YLtA27ULtN2/QBefL9D33P9YkXYCWkBLQEtAS0ALaAloCWjpZguide2iVy3Y2QAAAABJRU5ErkJggg=="

const bidi = "invoice\u202egpj.exe"

const answer = `## What happened

The nightly import failed at **02:14 UTC** because the supplier renamed a column: \`unit_price\` became \`price_net\`. Nothing was written, so the shop still shows yesterday's prices.

| Run | Rows | Result |
| --- | ---: | :----: |
| 24 Nov | 18,204 | fine |
| 25 Nov | 18,219 | fine |
| 26 Nov | 0 | **failed** |

### What I suggest

1. Read the column by either name:

   \`\`\`ts
   const price = row["price_net"] ?? row["unit_price"]
   if (price === undefined) throw new MissingColumn({ columns: ["price_net", "unit_price"], row: row.number, file })
   \`\`\`

2. Run the import again, with \`--since 2026-11-25\`.
3. Tell the supplier (see [their changelog](https://supplier.example/changelog "November 2026") or write to <mailto:api@supplier.example>).

> A column that is renamed without notice is a broken contract.

- [x] cause found
- [ ] import run again
- ~~prices set by hand~~ not needed

![The chart of rows](https://supplier.example/chart.png)`

const messages: ReadonlyArray<unknown> = [
  {
    version: 1,
    role: "system",
    parts: [
      {
        type: "text",
        text: "You look after the imports of a web shop. Answer in a few words, and ask before you change anything."
      }
    ],
    createdAt: "2026-11-26T07:58:00Z",
    visibility: "model"
  },
  {
    version: 1,
    format: "factory",
    ref: "factory:s1/m2",
    id: "m2",
    conversation: { id: "s1" },
    role: "user",
    author: { id: "u-17", name: "Marta Silva", kind: "human" },
    parts: [
      { type: "text", text: "Why are the prices from yesterday?\nThe customers are *not* amused." },
      { type: "file", mediaType: "image/png", data: png, filename: "rows-per-night.png" },
      { type: "file", mediaType: "text/csv", text: "sku,price_net\nA-1,12.50\nA-2,8.00\n", filename: "prices.csv" },
      {
        type: "file",
        mediaType: "application/pdf",
        url: "https://files.example/contract.pdf",
        fileId: "up_9",
        filename: "contract.pdf"
      }
    ],
    createdAt: "2026-11-26T08:01:12.080Z",
    metadata: { channel: "web" },
    residue: { present: { clientVersion: "4.2.0" } }
  },
  {
    version: 1,
    role: "assistant",
    parts: [
      { type: "step-start" },
      {
        type: "reasoning",
        text: "The prices come from the **nightly import**. I should read its log first.",
        signedBy: "anthropic",
        signature: "c2ln",
        durationMs: 3400
      },
      { type: "text", text: "I will look at the log of the import." },
      {
        type: "tool-call",
        callId: "call_1",
        name: "read_log",
        input: { job: "import-prices", lines: 40, levels: ["error", "warn"] },
        state: "completed"
      },
      {
        type: "tool-call",
        callId: "call_2",
        name: "restart",
        inputText: '{"job": ',
        state: "denied",
        approval: { id: "a1", approved: false, reason: "Not during business hours" }
      }
    ],
    createdAt: "2026-11-26T08:01:15Z",
    model: "claude-sonnet-4-5",
    usage: { inputTokens: 1830, outputTokens: 212, cachedInputTokens: 1024, reasoningTokens: 96, totalTokens: 2042 },
    cost: { amount: "0.0087", unit: "USD" },
    finishReason: "tool_use",
    status: "completed"
  },
  {
    version: 1,
    role: "tool",
    parts: [
      {
        type: "tool-result",
        callId: "call_1",
        output:
          "02:14:03 ERROR missing column unit_price\n02:14:03 WARN  0 of 18231 rows written\n02:14:04 INFO  ``` done ```"
      },
      {
        type: "tool-result",
        callId: "call_2",
        name: "restart",
        content: [
          { type: "text", text: "Denied by Marta Silva" },
          { type: "unknown", native: { type: "hologram", depth: 3 } }
        ],
        isError: true
      },
      {
        type: "tool-result",
        callId: "call_3",
        output: { rows: [{ day: "2026-11-26", rows: 0 }], image: { type: "base64", data: png } },
        isPreliminary: true
      }
    ],
    createdAt: "2026-11-26T08:01:19Z"
  },
  {
    version: 1,
    role: "assistant",
    phase: "final_answer",
    parts: [
      { type: "text", text: answer },
      {
        type: "citation",
        title: "Changelog of the supplier",
        url: "https://supplier.example/changelog",
        quote: "unit_price is now price_net",
        span: { part: 0, start: 77, end: 105 }
      },
      { type: "citation", sourceId: "doc-4", quote: "Columns may change with 30 days' notice" },
      { type: "source", sourceId: "doc-4", title: "Contract", filename: "contract.pdf", mediaType: "application/pdf" },
      { type: "data", name: "weather", value: { celsius: 21, sky: "clear" } },
      { type: "reasoning", encrypted: "b3BhcXVl" }
    ],
    createdAt: "2026-11-26T08:02:41Z",
    model: "claude-sonnet-4-5",
    tags: ["incident", "prices"]
  },
  {
    version: 1,
    role: "participant",
    author: { id: "peer-3" },
    parts: [
      {
        type: "text",
        text: `<script>alert(1)</script> <img src=x onerror=alert(1)>\n\nOpen ${bidi} at [the bank](javascript:alert(1)).\n\n# A heading of my own\n\n\`\`\`\nan open fence`
      },
      { type: "text", text: "" }
    ],
    sentAt: "2026-11-26T08:05:00Z"
  },
  {
    version: 1,
    role: "developer",
    parts: [
      { type: "error", code: "rate_limited", message: "Too many requests; try again in 20 s" },
      { type: "refusal", text: "I cannot help with that." },
      { type: "unknown", native: { type: "server_tool_use", id: "srv_1", input: { q: "prices" } } }
    ],
    createdAt: "2026-11-26T08:06:00Z"
  },
  {
    version: 1,
    role: "user",
    author: { name: "ليلى" },
    parts: [{ type: "text", text: "شكرا! Danke 🙏🏽👩\u200d🔧" }],
    createdAt: "2026-11-26T08:07:30Z"
  }
]

/** The messages. */
export const conversation: ReadonlyArray<Message.Message> = messages.map((message) =>
  Schema.decodeUnknownSync(Message.Message)(message)
)
