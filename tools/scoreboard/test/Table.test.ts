import { assert, describe, it } from "@effect/vitest"
import { Faults, Judge } from "@org/messages-faults"
import * as FaultReport from "../src/FaultReport.js"
import type { Rows } from "../src/Score.js"
import * as Table from "../src/Table.js"

const rows = (found: { readonly [N in Faults.Name]?: ReadonlyArray<string> }): Rows =>
  new Map(Faults.names.map((name) => [name, found[name] ?? []]))

const report = FaultReport.of(
  [
    {
      client: "a",
      version: "1",
      read: rows({ dns: ["no outcome in time"], s400: [Judge.keyShown, `retries off: ${Judge.keyShown}`] }),
      post: rows({ dns: ["2 requests, not 1", "said\n\u0007what at http://127.0.0.1:1234"], bom: ["no"] })
    },
    { client: "b", version: "2", read: new Map([["bom", undefined]]), post: undefined }
  ],
  "2000-01-02"
)
const lines = Table.markdown(report).split("\n")

describe("the report", () => {
  it("has every fault by its kind, and the complaints about those that a client did not pass", () => {
    assert.strictEqual(report.faults["Transport"]?.["refused"], "a closed port")
    assert.strictEqual(Object.values(report.faults).flatMap(Object.keys).length, Faults.names.length)
    const [a, b] = report.clients
    assert.deepStrictEqual(a?.read.failed.dns, ["no outcome in time"])
    assert.deepStrictEqual(Object.keys(a?.read.failed ?? {}), ["dns", "s400"])
    assert.deepStrictEqual(b, { client: "b", version: "2", read: { faults: 0, failed: {} } })
  })

  it("quotes a client without control characters and ports", () => {
    assert.deepStrictEqual(report.clients[0]?.post?.failed.dns?.[1], "said what at http://127.0.0.1")
  })
})

describe("the page", () => {
  it("counts the passed faults out of those that can be tested", () => {
    assert.include(lines, "| a | 1 | 75 of 77 | 75 of 77 | 76 of 77 | 75 of 77 |")
    assert.include(lines, "| b | 2 | 0 of 0 | – | 0 of 0 | – |")
  })

  it("says where a client fails, for reads and posts separately", () => {
    const [header = ""] = lines.filter((line) => line.startsWith("| client | Transport"))
    assert.match(
      header,
      /^\| client \| Transport \(\d+\) \| Time \(\d+\) \| Size and encoding \(\d+\) \| Status and retry/
    )
    assert.include(lines, "| a | 1 + 1 | 0 + 0 | 0 + 0 | 1 + 0 | 0 + 0 | 0 + 1 |")
    assert.include(lines, "| b | 0 | 0 | 0 | 0 | 0 | 0 |")
  })

  it("says how a client fails, with each complaint once for a call", () => {
    assert.include(lines, "| a | 1 |  | 1 |  |  | 1 |  |  | 2 |")
    assert.include(lines, "| b |  |  |  |  |  |  |  |  |  |")
  })
})
