/** A Mielto conversation in which a customer of the bakery asks for the money back. */
import type { NativeSeed } from "./NativeSeed.js"

/** The workspace of the key. */
export const workspace = "wsp_sandbox"

/** The conversation of the seeds. */
export const conversation = "conv_refund"

/** Mielto names the customer as the sender of every message, even of those that the customer did not write. */
const common = { conversation_id: conversation, sender_id: "326166736", workspace_id: workspace }

/** Mielto's seeds, in reading order. */
export const seeds: ReadonlyArray<NativeSeed<"id" | "workspace_id">> = [
  {
    ref: "mielto:msg_refund_question",
    shows: "a plain text from the user",
    message: {
      ...common,
      id: "msg_refund_question",
      role: "user",
      content: "I paid too much for invoice 1042. Can I have the difference back?",
      message_type: "text",
      created_at: "2026-01-05T10:00:00.64Z"
    }
  },
  {
    ref: "mielto:msg_refund_answer",
    shows: "a tool call, an attachment, tags and metadata",
    message: {
      ...common,
      id: "msg_refund_answer",
      role: "assistant",
      content: "Yes: 6.80 EUR are on their way. The corrected invoice is attached.",
      message_type: "text",
      tool_calls: [
        {
          id: "call_refund",
          type: "function",
          function: { name: "refund", arguments: '{"invoice":1042,"amount":"6.80"}' }
        }
      ],
      attachments: [
        {
          file_id: "file_1042",
          label: "invoice-1042.pdf",
          mimetype: "application/pdf",
          size: 567,
          url: "https://files.example.com/invoice-1042.pdf"
        }
      ],
      tags: ["refund", "priority:high"],
      meta_data: { invoice: 1042, channel: "chat" },
      checksum: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      parent_message_id: "msg_refund_question",
      owner_id: "usr_baker",
      sent_at: "2026-01-05T10:00:07.120Z",
      created_at: "2026-01-05T10:00:07.2Z",
      updated_at: null
    }
  }
]
