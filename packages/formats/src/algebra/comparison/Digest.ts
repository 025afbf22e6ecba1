/** Digests of JSON values, to decide whether an element is the one that residue was computed for. They detect edits, not attacks. */
import { Json } from "@org/messages-core"

/** Eight hexadecimal digits (FNV-1a, 32 bits) of a value, whatever the order of its keys. */
export const of = (value: Json.Json): string => (add(offset, value) >>> 0).toString(16).padStart(8, "0")

const offset = 0x811c9dc5

const prime = 0x01000193

const step = (hash: number, code: number): number => Math.imul(hash ^ code, prime)

const addText = (start: number, text: string): number => {
  let hash = step(start, text.length)
  for (let index = 0; index < text.length; index++) hash = step(hash, text.charCodeAt(index))
  return hash
}

const add = (start: number, value: Json.Json): number => {
  if (typeof value === "string") return addText(step(start, 1), value)
  if (Json.isArray(value)) return value.reduce<number>(add, step(start, 2 + value.length * 8))
  if (!Json.isObject(value)) return addText(step(start, 3), String(value))
  let hash = step(start, 4)
  for (const key of Object.keys(value).sort()) hash = add(addText(hash, key), value[key] ?? null)
  return hash
}
