/** Messages of Chat Completions, as far as an export writes them. The types of `openai` take them. */

/** A message of a request. */
export type ChatMessage =
  | {
      /** The author: the program that instructs the model. */
      readonly role: "system" | "developer"
      /** The instructions, as text or as parts. */
      readonly content: string | Array<Text>
    }
  | {
      /** The author: a user. */
      readonly role: "user"
      /** The name of the user, to tell several apart. */
      readonly name?: string
      /** What the user says, as text or as parts. */
      readonly content: string | Array<Content>
    }
  | {
      /** The author: the model. */
      readonly role: "assistant"
      /** What the model says; absent if it only calls tools. */
      readonly content?: string | Array<Text | Refusal>
      /** The calls of tools. */
      readonly tool_calls?: Array<ToolCall>
    }
  | {
      /** The author: a tool. */
      readonly role: "tool"
      /** The id of the call that this answers. */
      readonly tool_call_id: string
      /** The result of the call, as text or as parts. */
      readonly content: string | Array<Text>
    }

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
