/** The engine that keeps lanes running. Its layer decides whether it runs alone or with other servers. */
import * as ClusterWorkflowEngine from "@effect/cluster/ClusterWorkflowEngine"
import * as EntityAddress from "@effect/cluster/EntityAddress"
import * as EntityId from "@effect/cluster/EntityId"
import { EntityType } from "@effect/cluster/EntityType"
import * as MessageStorage from "@effect/cluster/MessageStorage"
import * as ShardId from "@effect/cluster/ShardId"
import * as Sharding from "@effect/cluster/Sharding"
import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { LaneId, Outcome } from "../run/Lane.js"
import type { ExportRun } from "../store/Upkeep.js"
import * as ShardSettings from "./ShardSettings.js"
import * as ExportWorkflow from "./ExportWorkflow.js"

/** The engine. Its failures are defects, because lanes that it does not run are run without it. */
export class Engine extends Context.Tag("@org/messages-exports/Engine")<
  Engine,
  {
    /** Starts all lanes of an export, each on any server. Lanes that were started before are not started again. */
    readonly start: (run: ExportRun) => Effect.Effect<void>
    /** Removes everything that the engine stores about an export. */
    readonly forget: (run: ExportRun) => Effect.Effect<void>
    /** Looks for this server's work that was lost, for example while the database was unreachable. Running work is not disturbed. */
    readonly wake: Effect.Effect<void>
  }
>() {}

/** The engine over shards. */
export const layer = (run: (lane: LaneId) => Effect.Effect<Outcome>) =>
  Layer.effect(Engine, make).pipe(
    Layer.provideMerge(ExportWorkflow.layer(run)),
    Layer.provide(ClusterWorkflowEngine.layer)
  )

const { ExportWorkflow: workflow } = ExportWorkflow

const make = Effect.gen(function* () {
  const sharding = yield* Sharding.Sharding
  const storage = yield* MessageStorage.MessageStorage
  const engine = yield* WorkflowEngine.WorkflowEngine
  const provide = Effect.provideService(WorkflowEngine.WorkflowEngine, engine)

  const payloads = ({ id, lanes, run }: ExportRun) => Array.from({ length: lanes }, (_, lane) => ({ id, run, lane }))

  const shards = Array.from({ length: ShardSettings.count }, (_, index) => ShardId.make(ShardSettings.group, index + 1))

  const clear = (executionId: string) => {
    const entityId = EntityId.make(executionId)
    const address = new EntityAddress.EntityAddress({
      entityType: EntityType.make(`Workflow/${workflow.name}`),
      entityId,
      shardId: sharding.getShardId(entityId, ShardSettings.group)
    })
    return Effect.orDie(storage.clearAddress(address))
  }

  return Engine.of({
    start: (run) =>
      Effect.forEach(payloads(run), (payload) => provide(workflow.execute(payload, { discard: true })), {
        concurrency: 8,
        discard: true
      }),
    forget: (last) =>
      Effect.forEach(
        Array.from({ length: last.run }, (_, index) => payloads({ ...last, run: index + 1 })).flat(),
        (payload) => Effect.flatMap(workflow.executionId(payload), clear),
        { discard: true }
      ),
    wake: Effect.suspend(() =>
      Effect.orDie(storage.resetShards(shards.filter((shard) => sharding.hasShardId(shard))))
    ).pipe(Effect.zipRight(sharding.pollStorage))
  })
})
