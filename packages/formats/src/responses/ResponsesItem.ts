/** Items of OpenAI's Responses API, as far as an export writes them. The types of `openai` take them. */

/** An item of a request. */
export type ResponsesItem =
  | {
      readonly type: "message"
      /** Who the message is from. */
      readonly role: "user" | "system" | "developer"
      /** The parts of the message. */
      readonly content: Array<Content>
    }
  | {
      readonly type: "message"
      /** The author: the model. */
      readonly role: "assistant"
      /** The text of the message. */
      readonly content: string
      /** Whether the text is a remark while the model works, or its final answer. */
      readonly phase?: "commentary" | "final_answer"
    }
  | {
      readonly type: "reasoning"
      /** The id of the reasoning. */
      readonly id: string
      /** A summary of the reasoning. */
      readonly summary: Array<{
        readonly type: "summary_text"
        /** The text of one part of the summary. */
        readonly text: string
      }>
      /** The reasoning encrypted: opaque, to be sent back byte for byte. */
      readonly encrypted_content?: string
    }
  | {
      readonly type: "function_call"
      /** The id of the call, which its result repeats. */
      readonly call_id: string
      /** The name of the tool. */
      readonly name: string
      /** The arguments as JSON text. */
      readonly arguments: string
    }
  | {
      readonly type: "function_call_output"
      /** The id of the call that this answers. */
      readonly call_id: string
      /** The result of the call, as text or as parts. */
      readonly output: string | Array<Content>
    }

export type Content =
  | { readonly type: "input_text"; readonly text: string }
  | { readonly type: "input_image"; readonly detail: "auto"; readonly image_url: string }
  | { readonly type: "input_file"; readonly file_data: string; readonly filename?: string }
