/** Messages that real programs met: the provider's body, and what a program must make of it. */
import { readdirSync } from "node:fs"
import { isObject, type Json, type JsonObject, textOf } from "./Json.js"
import type { Provider } from "./Samples.js"

/** `expect` says in words what a program must make of the body; `source` says where the body was seen. */
export interface Case {
  readonly name: string
  readonly provider: Provider
  readonly ref: string
  readonly expect: string
  readonly source: string
  readonly json: JsonObject
}

const names = readdirSync(new URL("../cases/", import.meta.url)).toSorted()

const one = (name: string): Case => {
  const json: Json = JSON.parse(textOf(`cases/${name}/input.json`))
  if (!isObject(json)) throw new Error(`cases/${name} is not an object`)
  return { ...JSON.parse(textOf(`cases/${name}/meta.json`)), name, json }
}

/** Every case, in the order of their numbers. */
export const all: ReadonlyArray<Case> = names.map(one)

/** One case by its number; throws if there is none. */
export const get = (number: string): Case => {
  const found = all.find(({ name }) => name.startsWith(`${number}-`))
  if (found === undefined) throw new Error(`There is no case ${number}`)
  return found
}
