/** The names of roles and panels in Markdown and HTML. */
import type { Message } from "@org/messages-core"
import type { Panel, PanelKind } from "./Block.js"
import * as Bytes from "./Bytes.js"
import type { Entry } from "./Document.js"
import * as EntryFacts from "./EntryFacts.js"

/** Who speaks, as a heading. */
export const speaker = ({ author, role }: Entry): string =>
  author === undefined ? roles[role] : `${roles[role]} · ${author}`

/** The kinds of panels. */
export const panels: { readonly [Kind in PanelKind]: string } = {
  refusal: "Refusal",
  reasoning: "Reasoning",
  file: "File",
  call: "Tool call",
  result: "Tool result",
  failed: "Tool result: failed",
  citation: "Citation",
  source: "Source",
  step: "Step",
  error: "Error",
  data: "Data",
  unknown: "Unknown part"
}

/** The facts in the label of a panel, after its kind and its subject. */
export const facts = ({ bytes, facts }: Panel): ReadonlyArray<string> =>
  bytes === undefined ? facts : [...facts, Bytes.amount(bytes)]

/** The facts of an entry that its heading does not say. */
export const furtherFacts = ({ facts, time }: Entry): ReadonlyArray<EntryFacts.Fact> => {
  const said = time === undefined ? undefined : EntryFacts.time(time)
  return facts.filter(
    ({ label, value }) => label !== "model" && !((label === "created" || label === "sent") && value === said)
  )
}

const roles: { readonly [Role in Message.Role]: string } = {
  user: "User",
  assistant: "Assistant",
  system: "System",
  developer: "Developer",
  tool: "Tool",
  participant: "Participant"
}
