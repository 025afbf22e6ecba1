/** Messages of Chat Completions, as far as an export writes them. The types of `openai` take them. */

/** A message of a request. */
export type ChatMessage =
  | { readonly role: "system" | "developer"; readonly content: string | Array<Text> }
  | { readonly role: "user"; readonly name?: string; readonly content: string | Array<Content> }
  | {
      readonly role: "assistant"
      readonly content?: string | Array<Text | Refusal>
      readonly tool_calls?: Array<ToolCall>
    }
  | { readonly role: "tool"; readonly tool_call_id: string; readonly content: string | Array<Text> }

export type Text = { readonly type: "text"; readonly text: string }

export type Refusal = { readonly type: "refusal"; readonly refusal: string }

export type Content =
  | Text
  | { readonly type: "image_url"; readonly image_url: { readonly url: string } }
  | { readonly type: "input_audio"; readonly input_audio: { readonly data: string; readonly format: "wav" | "mp3" } }
  | { readonly type: "file"; readonly file: { readonly file_data: string; readonly filename?: string } }

export type ToolCall = {
  readonly type: "function"
  readonly id: string
  readonly function: { readonly name: string; readonly arguments: string }
}
