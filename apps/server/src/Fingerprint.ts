/** By what two requests with the same key are told to be the same: the path, and the body whatever the order of its keys. */
import { Json } from "@org/messages-core"
import { createHash } from "node:crypto"

export const of = (path: string, body: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify([path, body], sorted))
    .digest("hex")

const sorted = (_: string, value: Json.Json): Json.Json =>
  Json.isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value
