// Faults in the mappings of the four providers: fields that are swapped, lost, or read from another place.
const of = (file, tests) => (fault, find, replace) => ({
  file: `packages/normalization/src/${file}`,
  fault,
  find,
  replace,
  package: "packages/normalization",
  tests
})

const factory = of("factory/FactoryMessage.ts", ["Factory.test", "fields"])
const factoryElement = of("factory/FactoryElement.ts", ["Factory.test", "fields"])
const factoryReasoning = of("factory/FactoryReasoning.ts", ["Factory.test", "fields"])
const factorySignature = of("factory/FactorySignature.ts", ["Factory.test", "fields"])
const factoryDraft = of("factory/FactoryDraft.ts", ["FactoryDraft"])
const mielto = of("mielto/MieltoMessage.ts", ["Mielto.test", "fields"])
const mieltoElement = of("mielto/MieltoElement.ts", ["Mielto.test", "fields"])
const honcho = of("honcho/HonchoMessage.ts", ["Honcho.test", "fields"])
const veryfront = of("veryfront/VeryfrontMessage.ts", ["Veryfront.test", "fields"])
const veryfrontElement = of("veryfront/VeryfrontElement.ts", ["Veryfront.test", "fields"])
const longText = of("LongText.ts", ["LongText"])
const veryfrontLong = of("veryfront/VeryfrontExpressible.ts", ["examples"])
const field = of("NativeField.ts", ["Factory.test", "Mielto.test", "Veryfront.test"])

export const mappings = [
  factory(
    "reads createdAt from updatedAt",
    'createdAt: Time.from(native["createdAt"])',
    'createdAt: Time.from(native["updatedAt"])'
  ),
  factory("shows the model's messages to the user", '["llm_only", "model"]', '["llm_only", "user"]'),
  factoryReasoning(
    "repeats reasoning that is there already",
    "if (unsigned(content)?.text === thought) return content",
    ""
  ),
  factoryReasoning("forgets which part a message repeats", "{ ...part, at: ofContent + String(index) }", "part"),
  factoryReasoning("takes a thought of any text for the one that is repeated", "&& part.text === thought", ""),
  factorySignature("gives the signature to any call", "if (only !== undefined) return undefined", ""),
  factorySignature(
    "overwrites the signature of a call",
    "|| call.signature !== undefined) return parts",
    ") return parts"
  ),
  factorySignature("keeps the signature in the call, too", "part === call ? bare : part", "part"),
  factoryElement(
    "takes the signature for its provider",
    'signedBy: NativeField.string(native, "signatureProvider")',
    'signedBy: NativeField.string(native, "signature")'
  ),
  factoryElement(
    "takes the name of a tool for its call",
    'callId: NativeField.string(native, "id"),',
    'callId: NativeField.string(native, "name"),'
  ),
  factoryElement("takes a text document for base64", 'text: kind === "text" ? data', 'text: kind === "base64" ? data'),
  factoryDraft("does not say how much Factory takes", "bytes)`, limit))", "bytes)`))"),
  factoryDraft("loses the name of a PDF", "name: filename, path: part.path", "path: part.path"),
  mielto(
    "swaps created and updated",
    'createdAt: Time.from(native["created_at"])',
    'createdAt: Time.from(native["updated_at"])'
  ),
  mielto(
    "takes when it was sent for when it was created",
    'sentAt: Time.from(native["sent_at"])',
    'sentAt: Time.from(native["created_at"])'
  ),
  mielto("loses the workspace of the conversation", 'NativeField.string(native, "workspace_id")', "undefined"),
  mieltoElement(
    "takes the label of an attachment for its id",
    'fileId: NativeField.string(native, "file_id")',
    'fileId: NativeField.string(native, "label")'
  ),
  mieltoElement("leaves arguments as a text", "? readArguments(given)", "? { inputText: given }"),
  honcho(
    "takes the session for the workspace",
    'NativeField.string(native, "workspace_id") ??',
    'NativeField.string(native, "session_id") ??'
  ),
  honcho("takes every peer for the user", 'role: "participant" as const', 'role: "user" as const'),
  honcho(
    "loses the author",
    'author: NativeField.some({ id: NativeField.string(native, "peer_id") })',
    "author: undefined"
  ),
  veryfront(
    "swaps the tokens of input and output",
    'inputTokens: NativeField.count(tokens, "input")',
    'inputTokens: NativeField.count(tokens, "output")'
  ),
  veryfront(
    "takes when it was edited for when it was updated",
    'updatedAt: Time.from(native["updated_at"])',
    'updatedAt: Time.from(native["edited_at"])'
  ),
  veryfront(
    "takes the sender's name for its id",
    'id: NativeField.string(native, "sender_id")',
    'id: NativeField.string(native, "sender_display_name")'
  ),
  veryfront(
    "takes the role for the status",
    'NativeField.oneOf(native, "status", Message.Status.literals)',
    'NativeField.oneOf(native, "role", Message.Status.literals)'
  ),
  veryfrontElement("takes the title of a citation for its quote", 'quote: text("quote")', 'quote: text("title")'),
  veryfrontElement(
    "loses that a tool failed",
    'isError: NativeField.boolean(native, "is_error")',
    "isError: undefined"
  ),
  veryfrontElement(
    "loses the state of a tool call",
    'state: NativeField.oneOf(native, "state", Part.ToolCallState.literals)',
    "state: undefined"
  ),
  veryfrontLong("signs the pieces of a thought", "if (more.length === 0) return [part]", "return [part]"),
  longText("counts UTF-16 units", "> 0xffff ? 2 : 1", "> 0xffff ? 1 : 1"),
  longText("cuts a letter from its accent", "return index === 0 ? end : index", "return end"),
  longText("makes a short piece for the sake of a border", "index >= end / 2 &&", "index > 0 &&"),
  longText("cuts sentences", "[sentences, words]", "[words]"),
  longText("cuts words", "[sentences, words]", "[sentences]"),
  field("takes an unlisted role for the user's", '?? "participant"', '?? "user"')
]
