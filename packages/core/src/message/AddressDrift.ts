/** Compares what a message says about its place with the address that it was read from. */
import * as Json from "../json/Json.js"
import type { MessageAddress } from "../ref/Address.js"
import * as Id from "../ref/Id.js"
import type { Drift } from "./Drift.js"

/** Every id of the address that the native message contradicts, without repeating the value. Ids that are no text or number are the contract's concern. */
export const of = (address: MessageAddress, native: Json.Json): ReadonlyArray<Drift> =>
  Json.isObject(native)
    ? Object.entries(address)
        .filter(([name]) => name !== "provider" && name !== "ref")
        .flatMap(([name, id]) =>
          keysOf(name)
            .filter((key) => contradicts(id, Json.own(native, key)))
            .map((key) => ({ path: Json.pointer([key]), expected: `the ${name} of the ref` }))
        )
    : []

const contradicts = (id: string, value: Json.Json | undefined): boolean =>
  (typeof value === "string" || typeof value === "number") && !Id.isSame(id, value)

/** Providers name the ids of an address in their messages as here, in snake case, and in older versions in camel case. */
const keysOf = (name: string): ReadonlyArray<string> =>
  name === "messageId" ? ["id"] : [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), name]
