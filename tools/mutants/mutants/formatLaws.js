// Faults that the laws of each format must notice: the format's own reader, or the rules of its API, refuses what is then exported.
const of = (file, suite) => (fault, find, replace) => ({
  file: `packages/formats/src/${file}.ts`,
  fault,
  find,
  replace,
  package: "tools/formats",
  tests: [`${suite}.test`]
})

const langChain = of("langchain/LangChain", "langchain/LangChain")
const langChainBlock = of("langchain/LangChainBlock", "langchain/LangChain")
const agUi = of("ag-ui/AgUi", "ag-ui/AgUi")
const agUiContent = of("ag-ui/AgUiContent", "ag-ui/AgUi")
const atif = of("atif/Atif", "atif/Atif")
const atifContent = of("atif/AtifContent", "atif/Atif")
const effect = of("effect/EffectPrompt", "effect/EffectPrompt")
const effectPart = of("effect/EffectPart", "effect/EffectPrompt")
const otel = of("otel/Otel", "otel/Otel")
const otelPart = of("otel/OtelPart", "otel/Otel")
const responses = of("responses/Responses", "responses/Responses")
const aiSdk = of("ai-sdk/AiSdk", "ai-sdk/AiSdk")
const aiSdkPart = of("ai-sdk/AiSdkPart", "ai-sdk/AiSdk")
const aiSdkTool = of("ai-sdk/AiSdkTool", "ai-sdk/AiSdk")
const aiSdkModel = of("ai-sdk-model/AiSdkModel", "ai-sdk-model/AiSdkModel")
const aiSdkModelOutput = of("ai-sdk-model/AiSdkModelOutput", "ai-sdk-model/AiSdkModel")
const metadataSlot = of("algebra/residue/MetadataSlot", "ai-sdk-model/AiSdkModel")
const chat = of("chat/Chat", "chat/Chat")
const chatContent = of("chat/ChatContent", "chat/Chat")
const acp = of("acp/Acp", "acp/Acp")
const acpTool = of("acp/AcpTool", "acp/Acp")
const anthropic = of("anthropic/Anthropic", "anthropic/Anthropic")

export const formatLaws = [
  langChain("writes a value as the content of a result", ": JSON.stringify(output),", ": output,"),
  langChainBlock("writes the arguments as text", "args: PlainJson.object(args)", "args: JSON.stringify(args)"),
  langChainBlock(
    "writes texts without a type",
    'return { type: "text", text: part.text }',
    "return { text: part.text }"
  ),
  agUiContent("has calls of another type", 'type: "function" as const,', 'type: "tool" as const,'),
  agUi("forgets the call of a result", "toolCallId: callId, content: said", "content: said"),
  agUi(
    "writes the texts of an assistant as a list",
    'texts.length > 0 ? texts.join("\\n\\n")',
    "texts.length > 0 ? texts"
  ),
  atif("names the agent as others do", 'isAgent ? "agent"', 'isAgent ? "assistant"'),
  atif("writes a value as the content of a result", ": JSON.stringify(output)", ": output"),
  atifContent("writes arguments that are no object", "arguments: object }", "arguments: value }"),
  effect(
    "writes instructions as a list",
    '{ role: "system", content: texts.join("\\n\\n") }',
    '{ role: "system", content: texts }'
  ),
  effectPart("leaves results without a name", 'name: name ?? invent("tool"), isFailure', "name, isFailure"),
  effectPart(
    "writes files without a media type",
    'type: "file" as const, mediaType, fileName',
    'type: "file" as const, fileName'
  ),
  otel("leaves an output without a reason", '(finishReason ?? invent("finish"))', "finishReason"),
  otelPart("writes texts without a type", '{ type: "text", content: part.text }', "{ content: part.text }"),
  otelPart("writes other parts without a type", "type: `${generic}${type}`, ...part", "...part"),
  responses("keeps reasoning that led to nothing", 'item["type"] !== "reasoning" || isFollowed(items, index)', "true"),
  responses("keeps ids that the API refuses", "callId: /^[a-zA-Z0-9_-]{1,64}$/", "callId: /^/"),
  responses("keeps names that the API refuses", "name: /^[a-zA-Z0-9_-]{1,64}$/", "name: /^/"),
  aiSdk("writes users' messages without parts", 'parts.length === 0 && role !== "assistant"', "false"),
  aiSdkPart("writes documents without a title", 'title: title ?? invent("title")', "title"),
  aiSdkTool("forgets the ids of calls", "toolCallId: call.callId,", ""),
  aiSdkModel("uses the slots unasked", "slotOnRequest: true,", ""),
  aiSdkModel("loses keys in its slots", ", rebuilds: true }", " }"),
  metadataSlot("has texts where readers accept only objects", "{ json: slot }", "slot"),
  aiSdkModel("leaves results without a name", 'toolName: part.name ?? invent("tool")', "toolName: part.name"),
  aiSdkModel(
    "lets people reason",
    'return part.type !== "reasoning" && part.type !== "tool-call"',
    'return part.type !== "tool-call"'
  ),
  aiSdkModelOutput(
    "has errors of another type",
    '{ type: "error-text", value: output }',
    '{ type: "error", value: output }'
  ),
  chat("keeps ids that the API refuses", "callId: /^[a-zA-Z0-9_-]{1,40}$/", "callId: /^/"),
  chat("keeps names that the API refuses", "name: /^[a-zA-Z0-9_-]{1,64}$/", "name: /^/"),
  chat(
    "keeps authors' names that the API refuses",
    "name !== undefined && /^[^\\s<|\\\\/>]{1,64}$/.test(name)",
    "name !== undefined"
  ),
  chat("writes a value as the content of a result", ": JSON.stringify(output ?? null)", ": (output ?? null)"),
  chatContent("has calls of another type", 'type: "function",', 'type: "tool",'),
  acp("leaves updates without a session", 'conversation?.id ?? invent("session")', "conversation?.id"),
  acpTool("forgets the ids of calls", "toolCallId: callId,\n    title", "title"),
  acpTool("has a status of its own", 'isError === true ? "failed"', 'isError === true ? "error"'),
  anthropic("keeps names that the API refuses", "name: /^[a-zA-Z0-9_-]{1,128}$/", "name: /^/"),
  anthropic("keeps ids that the API refuses", "callId: /^[a-zA-Z0-9_-]+$/", "callId: /^/"),
  anthropic("sends blank texts", "!AnthropicBlock.isBlank(part) &&", "")
]
