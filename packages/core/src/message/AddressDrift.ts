/** Compares what a message says about its place with the address that it was read from. */
import * as Json from "../json/Json.js"
import type { MessageAddress } from "../ref/Address.js"
import * as Id from "../ref/Id.js"
import type { Drift } from "./Drift.js"

/** Every id of the address that the native message contradicts, without repeating the value. An id that is neither a string nor a number departs from the contract, so it is not reported here. */
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

/** The keys of an id in native messages: the same name as here, in snake case, or in camel case in older versions. */
const keysOf = (name: string): ReadonlyArray<string> =>
  name === "messageId" ? ["id"] : [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), name]
