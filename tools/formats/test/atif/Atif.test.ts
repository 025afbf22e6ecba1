/** The laws of `atif`, with the models and rules of ATIF 1.8 as a judge. */
import { describe, it } from "@effect/vitest"
import { Atif } from "@org/messages-formats"
import * as Either from "effect/Either"
import assert from "node:assert/strict"
import { laws } from "../suite.js"
import { suite } from "./Atif.js"

laws(suite, 200)

describe("Atif.import", () => {
  it("keeps what a trajectory says beside its steps", () => {
    const trajectory = {
      schema_version: "ATIF-v1.8",
      session_id: "s1",
      agent: { name: "terminus", version: "2", extra: { mode: "full" } },
      steps: [
        { step_id: 1, source: "user", message: "hi" },
        { step_id: 2, source: "agent", message: "hello" }
      ],
      final_metrics: { total_steps: 2 }
    }
    const { messages } = Either.getOrThrow(Atif.import(trajectory))
    assert.deepEqual(
      messages.map(({ role }) => role),
      ["user", "assistant"]
    )
    assert.deepEqual(Either.getOrThrow(Atif.export(messages)).value, trajectory)
  })

  it("says where a document is no trajectory", () => {
    const problem = Either.getOrThrow(Either.flip(Atif.import({ steps: [1] })))
    assert.equal(problem.path, "/steps")
  })
})
