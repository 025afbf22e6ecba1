/** Items of OpenAI's Responses API, as far as an export writes them. The types of `openai` take them. */

/** An item of a request. */
export type ResponsesItem =
  | {
      readonly type: "message"
      readonly role: "user" | "system" | "developer"
      readonly content: Array<Content>
    }
  | {
      readonly type: "message"
      readonly role: "assistant"
      readonly content: string
      readonly phase?: "commentary" | "final_answer"
    }
  | {
      readonly type: "reasoning"
      readonly id: string
      readonly summary: Array<{ readonly type: "summary_text"; readonly text: string }>
      readonly encrypted_content?: string
    }
  | {
      readonly type: "function_call"
      readonly call_id: string
      readonly name: string
      readonly arguments: string
    }
  | {
      readonly type: "function_call_output"
      readonly call_id: string
      readonly output: string | Array<Content>
    }

export type Content =
  | { readonly type: "input_text"; readonly text: string }
  | { readonly type: "input_image"; readonly detail: "auto"; readonly image_url: string }
  | { readonly type: "input_file"; readonly file_data: string; readonly filename?: string }
