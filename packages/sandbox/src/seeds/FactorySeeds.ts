/** A Factory session in which an agent looks for an error in a bakery's invoices. */
import type { Json } from "@org/messages-core"
import { pdf, png } from "./Files.js"
import type { NativeSeed } from "./NativeSeed.js"

/** The session of the seeds. */
export const session = "invoice-bug"

/** The ref of that session. */
export const conversation = `factory:${session}`

/** A time of the day of the seeds, in epoch milliseconds. */
const at = (time: string): number => Date.parse(`2026-01-05T${time}Z`)

const seed = (
  shows: string,
  time: string,
  message: {
    readonly id: string
    readonly role: string
    readonly content: ReadonlyArray<Json.JsonObject>
  } & Json.JsonObject
): NativeSeed<"id"> => ({
  ref: `${conversation}/${message.id}`,
  shows,
  message: { ...message, createdAt: at(time), updatedAt: at(time) }
})

const screenshot = { type: "image", source: { type: "base64", data: png, mediaType: "image/png" } }

const invoice = {
  type: "document",
  source: {
    type: "base64",
    mediaType: "application/pdf",
    data: pdf,
    parsedData: "Invoice 1042\nTotal 48.20 EUR",
    name: "invoice-1042.pdf",
    path: "/workspace/bakery/invoice-1042.pdf"
  }
}

const settings = {
  type: "document",
  source: { type: "text", mediaType: "text/plain", data: "vat = 0.20\n", name: "shop.ini", mime: "text/x-ini" }
}

const reasoning = "Bread is taxed at 5 %, and the shop applies 20 % to everything. So the rate belongs to the product."

/** Factory's seeds, in reading order. */
export const seeds: ReadonlyArray<NativeSeed<"id">> = [
  seed("a question with an image, a PDF and a text document", "09:00:00.000", {
    id: "question",
    role: "user",
    content: [
      { type: "text", text: "The total of invoice 1042 is too high. Can you find out why?" },
      screenshot,
      invoice,
      settings
    ]
  }),
  seed("signed thinking, redacted thinking and two tool calls", "09:00:04.000", {
    id: "search",
    role: "assistant",
    parentId: "question",
    visibility: "both",
    content: [
      {
        id: "block-1",
        type: "thinking",
        thinking: "The settings hold one tax rate. I should see how it is used.",
        signature: "EqQBCkYIARgCKkBd",
        signatureProvider: "anthropic",
        durationMs: 1200
      },
      { id: "block-2", type: "redacted_thinking", data: "EmwKAhgBEgy3va3pzix" },
      { id: "block-3", type: "text", text: "I will look at the invoice code and at the price list." },
      { type: "tool_use", id: "call_grep", name: "Grep", input: { pattern: "vat", paths: ["src"], limit: 20 } },
      { type: "tool_use", id: "call_read", name: "Read", input: { path: "prices.csv" } }
    ]
  }),
  seed("tool results: nested text, image and documents, and an error as text", "09:00:06.500", {
    id: "results",
    role: "tool",
    parentId: "search",
    content: [
      {
        type: "tool_result",
        toolUseId: "call_grep",
        isError: false,
        content: [{ type: "text", text: "src/invoice.ts:12: total * (1 + vat)" }, screenshot, invoice, settings]
      },
      { type: "tool_result", toolUseId: "call_read", isError: true, content: "prices.csv: no such file" }
    ]
  }),
  seed("reasoning that Factory repeats outside the content", "09:00:11.000", {
    id: "cause",
    role: "assistant",
    parentId: "results",
    content: [
      {
        type: "thinking",
        thinking: reasoning,
        signature: "reasoning_content",
        signatureProvider: "generic-chat-completion-api"
      },
      { type: "text", text: "Found it: `src/invoice.ts` takes 20 % of everything, and bread is taxed at 5 %." }
    ],
    chatCompletionReasoningField: "reasoning_content",
    chatCompletionReasoningContent: reasoning
  }),
  seed("the replay data of OpenAI models", "09:00:15.250", {
    id: "answer",
    role: "assistant",
    parentId: "cause",
    content: [
      { type: "text", text: "Fixed: each product has a rate of its own now. The total of invoice 1042 is 48.20." }
    ],
    openaiMessageId: "msg_0a1b2c3d",
    openaiPhase: "final_answer",
    openaiReasoningId: "rs_68af07e1",
    openaiReasoningSummary: "**Moving the rate to the product**",
    openaiEncryptedContent: "gAAAAABo1example=="
  }),
  seed("a system message that only the model sees", "09:00:16.000", {
    id: "reminder",
    role: "system",
    parentId: "answer",
    visibility: "llm_only",
    content: [{ type: "text", text: "Run the tests before you say that something is fixed." }]
  }),
  seed("an error that only the user sees", "09:00:20.000", {
    id: "notice",
    role: "assistant",
    parentId: "reminder",
    visibility: "user_only",
    isError: true,
    content: [{ type: "text", text: "The hook `npm test` ended with exit code 1." }]
  })
]
