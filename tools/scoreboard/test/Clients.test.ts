import { assert, describe, it } from "@effect/vitest"
import { existsSync, readFileSync } from "node:fs"
import * as Clients from "../src/Clients.js"

const file = (name: string): URL => new URL(`../rivals/${name}`, import.meta.url)

describe("The clients", () => {
  it("include rivals with exact versions, each with an adapter", () => {
    const { dependencies }: { readonly dependencies: Readonly<Record<string, string>> } = JSON.parse(
      readFileSync(file("package.json"), "utf8")
    )
    const rivals = Object.values(Clients.all).filter(({ file }) => file !== undefined)
    assert.sameMembers(
      rivals.map((rival) => rival.package).filter((name) => name !== ""),
      Object.keys(dependencies)
    )
    for (const version of Object.values(dependencies)) assert.match(version, /^\d+\.\d+\.\d+$/)
    for (const rival of rivals) assert.isTrue(existsSync(file(rival.file ?? "")), rival.file)
  })

  it("all read, and post if they can", () => {
    assert.deepStrictEqual(
      Clients.names.filter((name) => !Clients.canPost(name)),
      ["our Mielto", "our Honcho", "our Veryfront"]
    )
  })
})
