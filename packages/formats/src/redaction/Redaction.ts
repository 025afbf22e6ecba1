/** Removes private text from messages, counts it, and puts the name of the rule in its place. */
import { Json, Message } from "@org/messages-core"
import * as RedactedResidue from "./RedactedResidue.js"
import * as RedactedText from "./RedactedText.js"
import type { Rule } from "./Rules.js"

/** The redacted messages, and what was removed from them. */
export interface Redacted {
  /** The messages with the findings replaced. */
  readonly messages: ReadonlyArray<Message.Message>
  /** How often each rule found something, by its name; rules that found nothing are absent. */
  readonly counts: ReadonlyMap<string, number>
  /** Dropped values, as JSON Pointers into the messages: signatures and encrypted forms of redacted texts, and refs and places in which a rule finds something. */
  readonly dropped: ReadonlyArray<string>
}

/**
 * Applies rules to every text of the messages and to the keys of free values. Values that only machines read stay as they are: bytes,
 * times, ids of calls, signatures and encrypted reasoning. A signature of a text that was redacted is dropped with its encrypted form.
 */
export const of = (messages: ReadonlyArray<Message.Message>, rules: ReadonlyArray<Rule>): Redacted => {
  const { counts, dropped, next } = reader(rules)
  return { messages: messages.map(next), counts, dropped }
}

/** Redacts messages one after another; the counts and the list of dropped values grow. */
export interface Reader extends Omit<Redacted, "messages"> {
  /** Redacts one more message of the conversation. */
  readonly next: (message: Message.Message) => Message.Message
  /** Redacts an object of the document that is not a message, such as another line of a session file. */
  readonly other: (line: Json.JsonObject) => Json.JsonObject
}

/** Applies rules to the messages of a conversation, one after another. */
export const reader = (rules: ReadonlyArray<Rule>): Reader => {
  const ledger: Ledger = { counts: new Map(), dropped: [], rules }
  let index = 0
  return {
    counts: ledger.counts,
    dropped: ledger.dropped,
    next: (message) => ofMessage(message, `/${index++}`, ledger),
    other: (line) => RedactedText.nativeObject(line, ledger)
  }
}

interface Ledger extends RedactedText.Ledger {
  readonly dropped: Array<string>
}

/** Redaction changes only texts, so a message stays valid; a message that did not would be left out instead of being shown. */
const ofMessage = (message: Message.Message, path: string, ledger: Ledger): Message.Message => {
  const clean = fields(message, path, ledger)
  if (Message.isMessage(clean)) return clean
  ledger.dropped.push(path)
  return { version: 1, role: message.role, parts: [] }
}

/** A value of the model: a message, a part, or an object inside one. */
const model = (value: Json.Json, path: string, ledger: Ledger): Json.Json => {
  if (typeof value === "string") return RedactedText.of(value, ledger)
  if (Json.isArray(value)) return value.map((element, index) => model(element, `${path}/${index}`, ledger))
  return Json.isObject(value) ? fields(value, path, ledger) : value
}

const fields = (object: Json.JsonObject, path: string, ledger: Ledger): Json.JsonObject => {
  const clean: { [key: string]: Json.Json } = {}
  for (const [key, value] of Object.entries(object)) {
    const kept = field(key, value, `${path}/${key}`, ledger)
    if (kept === undefined) ledger.dropped.push(`${path}/${key}`)
    else clean[key] = kept
  }
  const isReasoning = clean["type"] === "reasoning"
  if (!isReasoning || (clean["text"] === object["text"] && clean["summary"] === object["summary"])) return clean
  for (const key of ["signature", "encrypted"]) if (key in clean) ledger.dropped.push(`${path}/${key}`)
  const { encrypted, signature, ...rest } = clean
  return rest
}

/** The value of a field of the model; `undefined` if it must be left out. */
const field = (key: string, value: Json.Json, path: string, ledger: Ledger): Json.Json | undefined => {
  if (exempt.has(key)) return value
  if (key === "url" && typeof value === "string") return RedactedText.ofUrl(value, ledger)
  if (key === "ref") return typeof value === "string" && isCleanRef(value, ledger) ? value : undefined
  if (key === "at")
    return typeof value === "string" && !RedactedResidue.isCleanPointer(value, ledger) ? undefined : value
  if (key === "residue") return RedactedResidue.of(value, ledger)
  if (key === "native") return RedactedText.native(value, ledger)
  return free.has(key) ? RedactedText.json(value, ledger) : model(value, path, ledger)
}

/** Fields that only machines write and read, and fixed words of the model: a changed value would break them. */
const exempt = new Set([
  ...["version", "type", "role", "format", "status", "phase", "visibility", "state", "executedBy", "amount"],
  ...["callId", "mediaType", "createdAt", "updatedAt", "editedAt", "sentAt", "data"],
  ...["signature", "signedBy", "encrypted"]
])

/** Fields with free JSON values. */
const free = new Set(["input", "output", "metadata", "value"])

/** Whether no rule finds anything in a ref, nor in any of its ids. */
const isCleanRef = (ref: string, ledger: Ledger): boolean =>
  [ref, ...ref.split(/[:/]/)].every((text) => RedactedText.isClean(decoded(text), ledger))

const decoded = (ref: string): string => {
  try {
    return decodeURIComponent(ref)
  } catch {
    return ref
  }
}
