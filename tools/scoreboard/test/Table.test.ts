import { assert, describe, it } from "@effect/vitest"
import { Faults, Judge } from "@org/messages-faults"
import type { Rows } from "../src/Score.js"
import * as Table from "../src/Table.js"

const rows = (found: { readonly [N in Faults.Name]?: ReadonlyArray<string> }): Rows =>
  new Map(Faults.names.map((name) => [name, found[name] ?? []]))

const lines = Table.markdown(
  [
    {
      client: "a",
      version: "1",
      read: rows({ dns: ["hangs"], s400: [Judge.keyShown] }),
      post: rows({ dns: ["said <b>|x|"], bom: ["no"] })
    },
    { client: "b", version: "2", read: new Map([["bom", undefined]]), post: undefined }
  ],
  "2000-01-02"
).split("\n")

describe("The table", () => {
  it("counts what is passed of what can be shown", () => {
    assert.include(lines, "| a | 1 | 75 of 77 | 75 of 77 | 76 of 77 | 75 of 77 |")
    assert.include(lines, "| b | 2 | 0 of 0 | – | 0 of 0 | – |")
  })

  it("says whether a read, a post or both fail", () => {
    assert.include(lines, "| 1 | `refused` | a closed port |  |  |")
    assert.include(lines, "| 2 | `dns` | a host name that does not exist | both |  |")
    assert.include(lines, "| 74 | `bom` | a byte order mark before the JSON | post |  |")
  })

  it("tells what was seen, as text and nothing else", () => {
    assert.include(lines, "- read `dns`: hangs")
    assert.include(lines, "- post `dns`: said \\<b\\>\\|x\\|")
  })
})
