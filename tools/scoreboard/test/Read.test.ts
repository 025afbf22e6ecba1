import { afterAll, describe } from "@effect/vitest"
import { Faults, Trial } from "@org/messages-faults"
import * as Bodies from "../src/Bodies.js"
import * as Ours from "../src/Ours.js"
import * as Known from "./Known.js"
import { row } from "./Rows.js"

const providers = ["honcho", "factory", "mielto", "veryfront"] as const

// Rows that depend on the text of an error or the shape of a message run with all four clients; the others test the transport that they share.
const ofShape = (name: Faults.Name): boolean => {
  const { row } = Faults.get(name)
  return (row >= 33 && row <= 53) || row >= 61
}

for (const provider of providers) {
  const client = Ours.make(provider)
  afterAll(client.close)
  const names = Faults.names.filter((name) => provider === "honcho" || ofShape(name))
  const rows = (names: ReadonlyArray<Faults.Name>) => {
    for (const name of names) row(name, "get", client, Bodies.ofRead(provider), Known.reads[`${provider} ${name}`])
  }
  const alone = names.filter((name) => Trial.ofMemory("get", name))
  describe.concurrent(`A read from ${provider} meets`, () => rows(names.filter((name) => !alone.includes(name))))
  if (alone.length > 0) describe("A read, alone, meets", () => rows(alone))
}
