/** How much of a document the check of its calls visits. */
import { assert, describe, it } from "@effect/vitest"
import type { Message, Part } from "@org/messages-core"
import * as CallFindings from "../../src/check/CallFindings.js"

const count = 1000

const call = (index: number): Part.Part => ({ type: "tool-call", callId: `${index}`, name: "search", input: {} })
const result = (index: number): Part.Part => ({ type: "tool-result", callId: `${index}`, output: "ok" })

type Given = readonly [part: Part.Part, role: Message.Role, element: number]

/** The number of findings, and how often they needed the element of a part. */
const visited = (parts: ReadonlyArray<Given>) => {
  let visits = 0
  const sightings = parts.map(([part, role, element], order) => ({
    part,
    role,
    order,
    path: `/${element}`,
    get element() {
      visits += 1
      return element
    }
  }))
  const findings = CallFindings.of(sightings, false)
  return { findings: findings.length, visits }
}

const many = (make: (index: number) => Given): ReadonlyArray<Given> =>
  Array.from({ length: count }, (_, index) => make(index))

describe("the check of calls visits a part a few times at most", () => {
  const cases: ReadonlyArray<readonly [string, ReadonlyArray<Given>, findings: number]> = [
    ["many calls of one message without a result", many((index) => [call(index), "assistant", 0]), count],
    [
      "many calls of one message before one message of a tool",
      [...many((index): Given => [call(index), "assistant", 0]), [{ type: "text", text: "ok" }, "tool", 1]],
      0
    ],
    ["many messages with a call", many((index) => [call(index), "assistant", index]), count],
    [
      "many calls of one message, and a message for each result",
      [
        ...many((index): Given => [call(index), "assistant", 0]),
        ...many((index): Given => [result(index), "tool", index + 1])
      ],
      0
    ]
  ]
  for (const [name, parts, findings] of cases)
    it(name, () => {
      const { visits, ...found } = visited(parts)
      assert.deepStrictEqual(found, { findings })
      assert.isAtMost(visits, 10 * parts.length)
    })
})
