/** Applies rules to one text, or to every text and key of a JSON value. */
import { Json } from "@org/messages-core"
import type { Rule } from "./Rules.js"

/** The rules, and how often each of them found something. */
export interface Ledger {
  readonly counts: Map<string, number>
  readonly rules: ReadonlyArray<Rule>
}

/** The text that replaces something that a rule found. */
export const placeholder = (name: string): string => `[redacted: ${name}]`

/** The text with everything that a rule finds replaced by the rule's name. No rule is applied to another rule's replacement. */
export const of = (text: string, ledger: Ledger, from = 0): string => {
  const rule = ledger.rules[from]
  if (rule === undefined || text === "") return text
  let result = ""
  let end = 0
  for (const match of text.matchAll(rule.pattern)) {
    if (match[0] === "") continue
    result += of(text.slice(end, match.index), ledger, from + 1) + placeholder(rule.name)
    ledger.counts.set(rule.name, (ledger.counts.get(rule.name) ?? 0) + 1)
    end = match.index + match[0].length
  }
  return result + of(text.slice(end), ledger, from + 1)
}

/** Whether no rule finds anything in a text. */
export const isClean = (text: string, ledger: Ledger): boolean => of(text, { ...ledger, counts: new Map() }) === text

/** The same for a text that may be a data URL: its bytes in base64 stay as they are. */
export const ofUrl = (text: string, ledger: Ledger): string => {
  const [, prefix, bytes] = (text.startsWith("data:") && dataUrl.exec(text)) || []
  return prefix === undefined || bytes === undefined ? of(text, ledger) : of(prefix, ledger) + bytes
}

/** A JSON value with its texts and keys redacted, also those whose keys have the names of signatures. */
export const json = (value: Json.Json, ledger: Ledger): Json.Json => walk(value, ledger, () => false)

/** A JSON value in a native form with its texts and keys redacted. Signatures and encrypted reasoning stay as they are. */
export const native = (value: Json.Json, ledger: Ledger): Json.Json => walk(value, ledger, isSealed)

/** The same for an object. */
export const nativeObject = (object: Json.JsonObject, ledger: Ledger): Json.JsonObject =>
  entries(object, ledger, isSealed)

type Keeps = (key: string, value: Json.Json) => boolean

const walk = (value: Json.Json, ledger: Ledger, keeps: Keeps): Json.Json => {
  if (typeof value === "string") return ofUrl(value, ledger)
  if (Json.isArray(value)) return value.map((element) => walk(element, ledger, keeps))
  return Json.isObject(value) ? entries(value, ledger, keeps) : value
}

const entries = (object: Json.JsonObject, ledger: Ledger, keeps: Keeps): Json.JsonObject => {
  const clean: { [key: string]: Json.Json } = {}
  for (const [key, child] of Object.entries(object))
    Json.put(clean, freeKey(clean, of(key, ledger)), keeps(key, child) ? child : walk(child, ledger, keeps))
  return clean
}

const dataUrl = /^(data:[^,]*;base64,)([A-Za-z0-9+/=_-]*)$/

/** Whether a value is a signature or encrypted reasoning: the formats give it such a name, and it is one word of base64. */
const isSealed: Keeps = (key, value) =>
  typeof value === "string" && /signature|encrypted|redacted_?data/i.test(key) && /^[A-Za-z0-9+/=_-]*$/.test(value)

/** The key, with a number added if two keys would become the same. */
const freeKey = (object: object, key: string): string => {
  if (!Object.hasOwn(object, key)) return key
  let number = 2
  while (Object.hasOwn(object, `${key} ${number}`)) number += 1
  return `${key} ${number}`
}
