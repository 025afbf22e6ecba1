/** Half surrogate pairs, which JSON can contain and UTF-8 cannot. */
import { Json } from "@org/messages-core"
import * as Finding from "./Finding.js"

/** The findings in the texts and keys of a value. */
export const of = (value: Json.Json, path: string): ReadonlyArray<Finding.Finding> => {
  if (typeof value === "string")
    return half.test(value) ? [Finding.make("half-surrogate", path, "has half of a surrogate pair")] : []
  if (Json.isArray(value)) return value.flatMap((child, index) => of(child, `${path}/${index}`))
  if (!Json.isObject(value)) return []
  return Object.entries(value).flatMap(([key, child]) => [
    ...(half.test(key) ? [Finding.make("half-surrogate", path, "has a key with half of a surrogate pair")] : []),
    ...of(child, path + Json.pointer([key]))
  ])
}

const half = /\p{Cs}/u
