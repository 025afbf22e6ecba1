/** Messages of OpenAI's Chat Completions, in the form that the API and compatible servers accept: what they would refuse is left out. */
import { Json, type Message, type Part } from "@org/messages-core"
import * as Converter from "../algebra/Converter.js"
import type { Definition, Messages, Run } from "../algebra/Definition.js"
import * as Recognition from "../recognition/Recognition.js"
import * as Field from "../Field.js"
import * as Replay from "../replay/Replay.js"
import * as ChatContent from "./ChatContent.js"
import type { ChatMessage } from "./ChatMessage.js"

const name = "chat"

/** Each result is a message of its own. Calls are beside the content, so the order between texts and calls is lost. */
const write = (group: Messages): Run =>
  group.flatMap(({ author, parts, role }) => {
    const results = parts.flatMap((part) => (part.type === "tool-result" ? [resultOf(part)] : []))
    const calls = parts.flatMap((part): ReadonlyArray<Json.Json> => {
      if (part.type === "tool-call") return [ChatContent.writeCall(part)]
      return part.type === "unknown" && part.at === "/tool_calls" ? [part.native] : []
    })
    const content = ChatContent.write(parts.filter((part) => part.at !== "/tool_calls"))
    const said = content !== undefined || calls.length > 0
    const tool_calls = calls.length > 0 ? calls : undefined
    if (role === "assistant")
      return [...(said ? [Json.compact({ role, content, name: author?.name, tool_calls })] : []), ...results]
    const native = role === "system" || role === "developer" ? role : "user"
    return [...results, ...(said ? [Json.compact({ role: native, name: author?.name, content, tool_calls })] : [])]
  })

const resultOf = ({ callId, content, output }: Part.ToolResult): Json.JsonObject => ({
  role: "tool",
  tool_call_id: callId,
  content:
    content === undefined
      ? typeof output === "string"
        ? output
        : JSON.stringify(output ?? null)
      : (ChatContent.write(content) ?? "")
})

const read = (run: Run): Messages =>
  run.map((native): Message.Message => {
    const role =
      Field.oneOf(native, "role", ["user", "assistant", "system", "developer", "tool"]) ?? ("participant" as const)
    const content = Json.own(native, "content")
    const result = role === "tool" ? readResult(native, content) : undefined
    const refusal = Field.text(native, "refusal")
    const author = Field.text(native, "name")
    return Json.compact({
      version: 1 as const,
      format: name,
      role,
      author: author === undefined ? undefined : { name: author },
      parts: result ?? [
        ...ChatContent.read(content),
        ...(refusal === undefined ? [] : [{ type: "refusal" as const, text: refusal, at: "/refusal" }]),
        ...Field.elements(native, "tool_calls").map(ChatContent.readCall)
      ]
    })
  })

const readResult = (native: Json.JsonObject, content: Json.Json | undefined): ReadonlyArray<Part.Part> | undefined => {
  const callId = Field.text(native, "tool_call_id")
  if (callId === undefined) return undefined
  if (!Json.isArray(content))
    return [{ type: "tool-result", callId, ...(typeof content === "string" && { output: content }) }]
  const parts = ChatContent.read(content).map((part, index) =>
    part.type === "text" || part.type === "file" || part.type === "unknown"
      ? part
      : { type: "unknown" as const, native: content[index] ?? null }
  )
  return [{ type: "tool-result", callId, content: parts }]
}

/** The parts that the API accepts for each role, and the author's name if the API accepts it. */
const expressible = ({ author, parts, role }: Message.Message): Message.Message =>
  Json.compact({
    version: 1 as const,
    role,
    author: role !== "assistant" && role !== "tool" && isName(author?.name) ? { name: author?.name ?? "" } : undefined,
    parts: parts.flatMap((part): ReadonlyArray<Part.Part> => {
      switch (part.type) {
        case "text":
        case "tool-call":
          return [part]
        case "tool-result":
          return [
            part.content === undefined ? part : { ...part, content: part.content.filter(({ type }) => type === "text") }
          ]
        case "refusal":
          return [role === "assistant" ? { type: "refusal", text: part.text } : { type: "text", text: part.text }]
        case "file":
          return role === "assistant" ||
            role === "system" ||
            role === "developer" ||
            ChatContent.elementOf(part) === undefined
            ? []
            : [part]
        default:
          return []
      }
    })
  })

const isName = (name: string | undefined): boolean => name !== undefined && /^[^\s<|\\/>]{1,64}$/.test(name)

/** The format. */
export const definition: Definition = {
  name,
  split: (messages) => messages.map((message) => [message]),
  write,
  read,
  expressible,
  variants: ["alone"],
  recognizes: Recognition.chat,
  replayable: Replay.of({
    callId: /^[a-zA-Z0-9_-]{1,40}$/,
    name: /^[a-zA-Z0-9_-]{1,64}$/,
    nameLength: 64,
    prefix: "call",
    oneMessage: false,
    mayBeSent: () => true
  })
}

/** Whether an imported message has the exact type that an export promises. */
const isMessage = (element: Json.JsonObject): element is ChatMessage =>
  Field.oneOf(element, "role", ["system", "developer", "user", "assistant", "tool"]) !== undefined

const converter = Converter.typed(definition, isMessage)

const toMessages = converter.export
const fromMessages = converter.import

export {
  /** The messages of a request, as the API takes them. */
  toMessages as export,
  /** The canonical messages of those of Chat Completions. */
  fromMessages as import
}
