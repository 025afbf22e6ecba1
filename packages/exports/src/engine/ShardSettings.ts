/** The settings of the engine. They are set only here, because its own layers would read `PORT` and `HOST` from the environment. */
import type { ShardingConfig } from "@effect/cluster/ShardingConfig"
import * as Duration from "effect/Duration"

/** How many shards the lanes of all exports are spread over. A different number would strand unfinished exports. */
export const count = 300

/** The only group of shards. */
export const group = "default"

/** Measured with these: a server that is killed or hangs is replaced within 20 seconds. Shorter times cost more queries. */
export const settings: Partial<ShardingConfig["Type"]> = {
  shardsPerGroup: count,
  availableShardGroups: [group],
  assignedShardGroups: [group],
  // Session locks stay while a server hangs, and after a power cut until the database notices; rows expire.
  shardLockDisableAdvisory: true,
  shardLockExpiration: Duration.seconds(15),
  shardLockRefreshInterval: Duration.seconds(5),
  refreshAssignmentsInterval: Duration.seconds(1),
  runnerHealthCheckInterval: Duration.seconds(5),
  entityTerminationTimeout: Duration.seconds(1),
  entityMessagePollInterval: Duration.seconds(1)
}
