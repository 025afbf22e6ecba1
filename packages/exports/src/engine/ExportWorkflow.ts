/** The durable workflow of a lane: activities, each of which does a part of the work, until nothing is left. */
import * as Activity from "@effect/workflow/Activity"
import * as Workflow from "@effect/workflow/Workflow"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { LaneId, Outcome } from "../run/Lane.js"
import { pauses } from "../run/Leases.js"

/**
 * The version is part of the name: an execution of another version would be replayed with this code. The run is part of the key,
 * because older versions began an export again with the next number. Now there is one run.
 */
export const ExportWorkflow = Workflow.make({
  name: "Export/1",
  payload: { id: Schema.String, run: Schema.Int, lane: Schema.Int },
  idempotencyKey: ({ id, lane, run }) => `${id}#${run}/${lane}`
})

/**
 * Runs lanes. An activity's result is one word, because results are kept. Its name is numbered, so the path through the results is the same in
 * every replay. The workflow is never suspended: pauses are part of the next activity.
 */
export const layer = (run: (lane: LaneId) => Effect.Effect<Outcome>) =>
  ExportWorkflow.toLayer(({ id, lane }) =>
    Effect.gen(function* () {
      let outcome: Outcome = "more"
      for (let turn = 0; outcome !== "ended"; turn++) {
        const pause: number = pauses[outcome]
        outcome = yield* Activity.make({
          name: `run/${turn}`,
          success: OutcomeSchema,
          execute: Effect.delay(
            Effect.suspend(() => run({ id, lane })),
            pause
          )
        })
      }
    })
  )

const OutcomeSchema: Schema.Schema<Outcome> = Schema.Literal("more", "later", "away", "ended")
