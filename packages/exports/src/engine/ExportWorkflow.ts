/** The durable workflow of a lane: activities, each of which does a part of the work, until nothing is left. */
import * as Activity from "@effect/workflow/Activity"
import * as Workflow from "@effect/workflow/Workflow"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { LaneId, Outcome } from "../run/Lane.js"

/**
 * The version is part of the name: an execution of another version would be replayed with this code. The run is part of the key, because an
 * engine returns the first result of a key forever.
 */
export const ExportWorkflow = Workflow.make({
  name: "Export/1",
  payload: { id: Schema.String, run: Schema.Int, lane: Schema.Int },
  idempotencyKey: ({ id, lane, run }) => `${id}#${run}/${lane}`
})

/** How long a provider may be unavailable before the lane's conversation fails: about an hour. */
const maximumAbsences = 60

const pauses = { later: Duration.seconds(15), away: Duration.seconds(30) }

/**
 * Runs lanes. An activity's result is one word, because results are kept. Its name is numbered, so the path through the results is the same in
 * every replay. The workflow is never suspended: pauses are part of the next activity.
 */
export const layer = (run: (lane: LaneId, isLastAttempt: boolean) => Effect.Effect<Outcome>) =>
  ExportWorkflow.toLayer(({ id, lane }) =>
    Effect.gen(function* () {
      let outcome: Outcome = "more"
      let absences = 0
      for (let turn = 0; outcome !== "ended"; turn++) {
        const pause: Duration.Duration = outcome === "later" || outcome === "away" ? pauses[outcome] : Duration.zero
        outcome = yield* Activity.make({
          name: `run/${turn}`,
          success: OutcomeSchema,
          execute: Effect.delay(
            Effect.suspend(() => run({ id, lane }, absences >= maximumAbsences)),
            pause
          )
        })
        absences = outcome === "away" ? absences + 1 : 0
      }
    })
  )

const OutcomeSchema: Schema.Schema<Outcome> = Schema.Literal("more", "later", "away", "ended")
