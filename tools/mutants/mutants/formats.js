// Faults in the standard formats. The tables of values notice what laws cannot see, and the laws what no table has.
export const of = (file) => (fault, find, replace, tests) => ({
  file: `packages/formats/src/${file}`,
  fault,
  find,
  replace,
  package: tests === undefined ? "packages/formats" : "tools/formats",
  tests: tests ?? ["Formats.test"]
})

/** The same fault, for other tests of the package. */
export const by =
  (...tests) =>
  (mutant) => ({ ...mutant, package: "packages/formats", tests })

const langChain = of("langchain/LangChain.ts")
const langChainMetadata = of("langchain/LangChainMetadata.ts")
const agUi = of("ag-ui/AgUi.ts")
const atif = of("atif/Atif.ts")
const effect = of("effect/EffectPrompt.ts")
const effectPart = of("effect/EffectPart.ts")
const envelope = of("algebra/Envelope.ts")
const mcp = of("mcp/Mcp.ts")
const mcpBlock = of("mcp/McpBlock.ts")
const audience = of("mcp/Audience.ts")
const a2a = of("a2a/A2a.ts")
const a2aPart = of("a2a/A2aPart.ts")
const acp = of("acp/Acp.ts")
const acpTool = of("acp/AcpTool.ts")
const fineTuning = of("fine-tuning/FineTuning.ts")
const report = of("algebra/Report.ts")
const slot = of("algebra/residue/Slot.ts")
const matchedRun = of("algebra/comparison/MatchedRun.ts")
const inventor = of("algebra/Inventor.ts")
const readings = of("algebra/edits/Readings.ts")
const unsaid = of("algebra/edits/Unsaid.ts")
const edited = of("algebra/edits/Edited.ts")
const difference = of("algebra/comparison/Difference.ts")
const alignment = of("algebra/comparison/Alignment.ts")
const counterexamples = ["Counterexamples.test"]
const callFindings = of("check/CallFindings.ts")
const contentFindings = of("check/ContentFindings.ts")
const surrogateFindings = of("check/SurrogateFindings.ts")
const claudeCode = (fault, find, replace) => ({
  ...of("session/ClaudeCode.ts")(fault, find, replace),
  tests: ["Session.test"]
})
const codex = (fault, find, replace) => ({ ...of("session/Codex.ts")(fault, find, replace), tests: ["Session.test"] })
const factorySession = (fault, find, replace) => ({
  ...of("session/FactorySession.ts")(fault, find, replace),
  tests: ["Session.test"]
})

export const formats = [
  langChain("leaves out the calls beside the content", 'calls.filter(({ type }) => type === "tool_call")', "[]"),
  langChain("forgets that blocks are standard ones", '("v1" as const)', "undefined"),
  langChain("takes a text for the value of a result", "output: isValue ? artifact :", "output:"),
  langChainMetadata("takes the reason for the model", "model_name: model", "model_name: finishReason"),
  agUi(
    "takes the text of reasoning for its signature",
    "encryptedValue: signature ?? encrypted",
    "encryptedValue: text"
  ),
  agUi("forgets the calls of an assistant", "calls.push(AgUiContent.writeCall(part))", "calls.push()"),
  agUi("gives the id of a message to its first element", "(index === place ? message.id", "(index === 0 ? message.id"),
  atif("tells no results apart", "source_call_id: isOfCall ? callId : undefined", "source_call_id: undefined"),
  atif("forgets when a step was", "timestamp: createdAt,", "timestamp: undefined,"),
  atif(
    "gives reasoning to the message",
    "reasoning.length > 0 ? reasoning.join",
    "reasoning.length > 1 ? reasoning.join"
  ),
  envelope("counts steps from zero", "place.at(index), ...element }", "place.at(index + 1), ...element }"),
  effect("writes a text alone as a part", "? first.text : elements(rest)", "? elements(rest) : elements(rest)"),
  effect("makes up the names of tools", "replayable: ToolName.given", "replayable: (messages) => messages"),
  effectPart("fails what succeeded", "const isFailure = isError === true", "const isFailure = isError !== true"),
  mcp(
    "writes every call as a message of its own",
    "const called = calls.length > 0 ? [{ role: native, content: calls }] : []",
    "const called = calls.map((call) => ({ role: native, content: [call] }))",
    ["Mcp.test"]
  ),
  mcp("keeps the rest where readers lose it", "Json.isObject(content) ? ofContent : ofMessage", "ofMessage", [
    "Mcp.test"
  ]),
  mcp("has results after other content", "[...answered, ...said, ...called]", "[...said, ...answered, ...called]", [
    "Mcp.test"
  ]),
  mcpBlock("forgets the names of files", "url ?? uriOf(filename) ??", "url ??", ["Mcp.test"]),
  audience("shows people what is for the model", 'model: ["assistant"]', 'model: ["user"]', ["Mcp.test"]),
  a2a("takes an empty text for an id", 'id || invent("msg")', 'id ?? invent("msg")', ["A2a.test"]),
  a2a("takes the agent for the user", '"ROLE_AGENT" : "ROLE_USER"', '"ROLE_USER" : "ROLE_AGENT"'),
  a2a("writes messages without parts", 'elements.length > 0 ? elements : [{ text: "" }]', "elements", ["A2a.test"]),
  a2aPart("takes bytes that have two spellings", " && oneSpelling.test(data.slice(-4))", "", ["A2a.test"]),
  acp("takes reasoning for what is said", 'isThought ? "agent_thought_chunk" : said', "said"),
  acp("gives every update a session", 'conversation?.id ?? invent("session")', 'conversation?.id ?? invent("msg")', [
    "Acp.test"
  ]),
  acpTool("forgets what a tool was given", "rawInput: input ?? inputText", "rawInput: inputText"),
  acpTool("fails what succeeded", "isError === true ?", "isError !== true ?"),
  fineTuning("teaches what people say last", "index > last ? [] :", "index > last ? one.parts :", ["FineTuning.test"]),
  fineTuning("teaches files that are no images", "parts: sent.parts.filter(isSaid)", "parts: sent.parts", [
    "FineTuning.test"
  ]),
  fineTuning("writes more than one line", "${JSON.stringify(value)}", "${JSON.stringify(value, null, 2)}"),
  fineTuning("has developers", 'sent.role === "developer" ? "system" : sent.role', "sent.role", ["FineTuning.test"]),
  report("takes what further elements say for dropped", "index === last ? end - at :", "index > last ? end - at :"),
  by("Runs.test")(
    slot(
      "takes an inserted element for one of the run",
      "Residual.digestOf([following]) !== digest",
      "digest === undefined"
    )
  ),
  matchedRun("takes half of a run for the run", "entry.of.every((digest", "entry.of.some((digest", ["AgUi.test"]),
  claudeCode("forgets which message one follows", 'parentId: Field.text(line, "parentUuid")', "parentId: undefined"),
  claudeCode("takes results for the user's words", '("tool" as const) : role', "role : role"),
  claudeCode("drops lines that are no messages", "others: lines.filter((line) => !isMessage(line))", "others: []"),
  codex("takes the model of no turn", 'model: message.role === "assistant" ? model : undefined', "model: undefined"),
  codex("takes events for items", 'case "response_item":', 'case "event_msg":'),
  codex("forgets the session", 'session = Field.text(payload, "id") ?? session', "session = undefined"),
  factorySession("changes the arguments of calls", 'key === "source" || key === "content"', 'key !== "text"'),
  factorySession("leaves the keys of files", 'tool_use_id: "toolUseId",', ""),
  factorySession("forgets the session", "{ id: session }", "message.conversation"),
  ...[
    inventor("takes an edit for what an export made up", ": word[0] === value", ": true"),
    readings(
      "keeps what a run says in a message that it has left",
      "const plain = () => Unfold.messagesOf(definition, previous, run)",
      "const plain = () => rebuilt"
    ),
    unsaid("leaves what an edit says absent", "withoutAbsent(edit.residue, depth - 1)", "edit.residue")
  ].map(by("Edits.test")),
  ...[
    edited("looks at edited runs alone", "isSettled ? pieces", "true ? pieces", counterexamples),
    unsaid("drops calls that may not be sent", ".some((call) => said.has(call))", ".length > 0", counterexamples),
    unsaid("drops results that come twice", "!repeated.has(call)", "true", counterexamples),
    unsaid(
      "forgets which call an edited result answers",
      '"ids" ? idOf(residue)',
      '"ids" ? undefined',
      counterexamples
    ),
    unsaid("leaves equal texts in another order", 'kept === "nothing"', "false", counterexamples),
    difference(
      "compares a message without an element",
      "silent.has(index) ? rebuilt.length : said++",
      "said++",
      counterexamples
    ),
    alignment(
      "forgets which ids were replaced",
      "`${part.type} ${callIds.get(part) ?? part.callId}`",
      "`${part.type} ${part.callId}`",
      counterexamples
    )
  ],
  ...[
    matchedRun("takes an equal run for the next", "entries.slice(entriesIn(head))", "entries"),
    matchedRun("looks at no end", "...tail]", "]"),
    matchedRun("takes an equal run from before", "({ place }) => place > before", "({ place }) => place >= 0"),
    matchedRun("takes the first run that fits", "countOf(longest) > countOf(first)", "false"),
    matchedRun("takes the longest run that fits", "countOf(longest) > countOf(first)", "true")
  ].map(by("MatchedRun.test")),
  callFindings("awaits results that name no call", ' && (namesCalls || follower(call)?.role !== "tool")', "", [
    "Check.test"
  ]),
  callFindings("takes the same id for another call", "if (earlier === undefined) first.set", "if (true) first.set", [
    "Check.test"
  ]),
  contentFindings(
    "takes an empty signed thought for a thought",
    "part.signature !== undefined && !part.text",
    "false",
    ["Check.test"]
  ),
  surrogateFindings("takes half of a pair for a whole", "half = /\\p{Cs}/u", "half = /\\p{Cs}{2}/u", ["Check.test"])
]
