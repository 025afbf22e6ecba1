/** Which entry of a sidecar each run of a document gets. */
import { assert, describe, it } from "@effect/vitest"
import * as MatchedRun from "../../src/algebra/comparison/MatchedRun.js"
import * as Residual from "../../src/algebra/residue/Residual.js"

interface Case {
  readonly entries: ReadonlyArray<string>
  readonly document: string
  /** For each run of the document, the entry that it gets. */
  readonly runs: ReadonlyArray<readonly [run: string, entry?: string]>
}

/** Each letter is an element; a lower-case letter is an edited one. Digits only tell equal entries apart. */
const cases: { readonly [what: string]: Case } = {
  "an edited run between its neighbours": {
    entries: ["A", "B", "C"],
    document: "AbC",
    runs: [
      ["A", "A"],
      ["b", "B"],
      ["C", "C"]
    ]
  },
  "runs in another order": {
    entries: ["A", "BC"],
    document: "BCA",
    runs: [
      ["BC", "BC"],
      ["A", "A"]
    ]
  },
  "a run that another program copied": {
    entries: ["A", "B", "A"],
    document: "AAbA",
    runs: [["A", "A"], ["A"], ["b"], ["A", "A"]]
  },
  "a text that an edited message had too": {
    entries: ["A1", "B", "A2"],
    document: "aBA",
    runs: [
      ["a", "A1"],
      ["B", "B"],
      ["A", "A2"]
    ]
  },
  "such a text among several edited messages": {
    entries: ["X", "A1", "B", "A2", "Y"],
    document: "xaBAy",
    runs: [
      ["x", "X"],
      ["a", "A1"],
      ["B", "B"],
      ["A", "A2"],
      ["y", "Y"]
    ]
  },
  "a run that begins like an edited one": {
    entries: ["X", "A", "AB", "Y"],
    document: "xaABy",
    runs: [
      ["x", "X"],
      ["a", "A"],
      ["AB", "AB"],
      ["y", "Y"]
    ]
  },
  "a run that begins like a deleted one": {
    entries: ["X", "A", "AB", "Y"],
    document: "XABY",
    runs: [
      ["X", "X"],
      ["AB", "AB"],
      ["Y", "Y"]
    ]
  },
  "no element, and none for an added one": { entries: [""], document: "x", runs: [["x"]] },
  "a run that begins like the one before it": {
    entries: ["X", "A", "AA", "B", "Y"],
    document: "xAAABy",
    runs: [
      ["x", "X"],
      ["A", "A"],
      ["AA", "AA"],
      ["B", "B"],
      ["y", "Y"]
    ]
  }
}

const elementsOf = (letters: string) =>
  [...letters].filter((letter) => /[a-z]/i.test(letter)).map((letter) => ({ letter }))

describe("an entry of a sidecar", () => {
  for (const [what, { document, entries, runs }] of Object.entries(cases))
    it(`finds ${what}`, () => {
      const residuals = entries.map((entry) => ({ as: entry, of: Residual.digestOf(elementsOf(entry)) }))
      const matched = MatchedRun.of({ version: 1, format: "chat", runs: residuals }, elementsOf(document))
      assert.deepEqual(
        matched.map(({ residual, run }) => [run.map(({ letter }) => letter).join(""), residual?.as]),
        runs.map(([run, entry]) => [run, entry])
      )
    })
})
