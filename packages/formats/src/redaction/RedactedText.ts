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
export const isClean = (text: string, { rules }: Ledger): boolean =>
  !rules.some(({ pattern }) => text.search(pattern) >= 0)

/** A JSON value with its texts and keys redacted. Signatures and encrypted reasoning in native forms stay as they are. */
export const json = (value: Json.Json, ledger: Ledger): Json.Json => {
  if (typeof value === "string") return value.startsWith("data:") && dataUrl.test(value) ? value : of(value, ledger)
  if (Json.isArray(value)) return value.map((element) => json(element, ledger))
  if (!Json.isObject(value)) return value
  const clean: { [key: string]: Json.Json } = {}
  for (const [key, child] of Object.entries(value))
    Json.put(clean, freeKey(clean, of(key, ledger)), sealed.test(key) ? child : json(child, ledger))
  return clean
}

const dataUrl = /^data:[^,;]*;base64,[A-Za-z0-9+/=_-]*$/

/** The names of signatures and encrypted reasoning in the formats. */
const sealed = /signature|encrypted|redacted_?data/i

/** The key, with a number added if two keys would become the same. */
const freeKey = (object: object, key: string): string => {
  if (!Object.hasOwn(object, key)) return key
  let number = 2
  while (Object.hasOwn(object, `${key} ${number}`)) number += 1
  return `${key} ${number}`
}
