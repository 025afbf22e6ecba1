/** JSON values as they come from `JSON.parse`. */
import { readFileSync } from "node:fs"

export type Json = null | boolean | number | string | ReadonlyArray<Json> | JsonObject

export interface JsonObject {
  readonly [key: string]: Json
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The text of a file of this package, such as `samples/MANIFEST.json`; the same path from source and from the build. */
export const textOf = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), "utf8")
