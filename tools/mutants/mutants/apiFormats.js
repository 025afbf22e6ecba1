// Faults in the canonical form, and in the formats of chat APIs, the AI SDK and OpenTelemetry.
import { by, of } from "./formats.js"

const canonical = of("canonical/Canonical.ts")
const aiSdk = of("ai-sdk/AiSdk.ts")
const aiSdkPart = of("ai-sdk/AiSdkPart.ts")
const aiSdkTool = of("ai-sdk/AiSdkTool.ts")
const anthropic = of("anthropic/Anthropic.ts")
const anthropicBlock = of("anthropic/AnthropicBlock.ts")
const chat = of("chat/Chat.ts")
const replay = of("replay/Replay.ts")
const responses = of("responses/Responses.ts")
const aiSdkModel = of("ai-sdk-model/AiSdkModel.ts")
const aiSdkModelFile = of("ai-sdk-model/AiSdkModelFile.ts")
const aiSdkModelOutput = of("ai-sdk-model/AiSdkModelOutput.ts")
const otel = of("otel/Otel.ts")
const otelPart = of("otel/OtelPart.ts")

export const apiFormats = [
  chat("takes a system for the user", 'role === "system" || role === "developer" ? role : "user"', '"user"'),
  responses("forgets arguments", "arguments: Arguments.write(part)", 'arguments: ""'),
  responses(
    "takes a system for the user",
    'message.role === "developer" ? message.role : "user"',
    'false ? "" : "user"'
  ),
  canonical("takes what is no message", "if (!Message.isMessage(element)) {", "if (element === null) {"),
  canonical("counts no leaves", "kept: Report.countOf(messages)", "kept: 0"),
  canonical("does not say where a message is wrong", '`/${index}${drift?.path ?? ""}`', "`/${index}`"),
  canonical("ends no line", "`${JSON.stringify(message)}\\n`", "JSON.stringify(message)"),
  canonical("takes blank lines for messages", 'if (line.trim() === "") continue', ""),
  canonical("counts lines from zero", "in line ${index + 1}", "in line ${index}"),
  aiSdk("forgets the results of calls", "results.get(part.callId), invent)", "undefined, invent)"),
  aiSdkPart(
    "takes a signature for encrypted reasoning",
    "{ signature, redactedData: encrypted }",
    "{ redactedData: signature }"
  ),
  aiSdkTool("fails what succeeded", "result.isError === true", "result.isError !== true"),
  anthropic("sends blank texts", "!AnthropicBlock.isBlank(part) && ", "", ["Anthropic.test"]),
  anthropicBlock("sends arguments that are no object", "Json.isObject(value) ? value : { value }", "value", [
    "Anthropic.test"
  ]),
  replay("sends calls that nothing answers", ".filter(({ callId }) => answers.has(callId))", "", ["Anthropic.test"]),
  chat("tells no results apart", "tool_call_id: callId", 'tool_call_id: ""'),
  chat("forgets calls without a text", "content !== undefined || calls.length > 0", "content !== undefined", [
    "Chat.test"
  ]),
  responses(
    "tells no results apart",
    "call_id: part.callId, output: outputOf(part)",
    'call_id: "", output: outputOf(part)'
  ),
  ...[
    aiSdkModelFile(
      "takes a URL for base64",
      "{ data: source } : { url: source }",
      "{ data: source } : { data: source }"
    ),
    aiSdkModelFile("reads no text of a file", 'type === "text" ? { text: value } : {}', "{}")
  ].map(by("AiSdkModelFile.test")),
  aiSdkModel("makes up the names of tools", "replayable: ToolName.given", "replayable: (messages) => messages"),
  aiSdkModel(
    "gives results to the user",
    '[{ role: "tool", content: results }]',
    '[{ role: "user", content: results }]'
  ),
  aiSdkModelOutput("fails what succeeded", "if (isError === true) {", "if (isError !== true) {"),
  otel("makes up no reason", '(finishReason ?? invent("finish"))', "finishReason"),
  otelPart("names results as other programs do", "id: part.callId, response:", "id: part.callId, result:"),
  otelPart("takes images for documents", "modality: ofType ?? kind", "modality: kind"),
  ...[
    aiSdkPart("takes URLs that cannot be parsed", " || !URL.canParse(url)", ""),
    anthropic("has results after other content", "[...results, ...content]", "[...content, ...results]"),
    chat("sends ids that are too long", "{1,40}", "{1,400}"),
    responses(
      "sends reasoning without what it led to",
      'items.filter((item, index) => item["type"] !== "reasoning" || isFollowed(items, index))',
      "items"
    ),
    responses("sends the reasoning of others", 'signedBy !== "openai" || ', ""),
    aiSdkModelOutput("keeps keys that readers lose", 'if (key !== "__proto__") ', "")
  ].map(by("Replay.test"))
]
