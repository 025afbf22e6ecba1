/** The settings of the engine. They are set here alone: its own layers would read `PORT` and `HOST` from the environment. */
import type { ShardingConfig } from "@effect/cluster/ShardingConfig"
import * as Duration from "effect/Duration"

/** How many shards the lanes of all exports are spread over. Another number would strand what is under way. */
export const count = 300

/** The only group of shards. */
export const group = "default"

/** What was measured: a server that is killed or hangs is replaced after 10 to 17 seconds. Shorter times cost more queries. */
export const settings: Partial<ShardingConfig["Type"]> = {
  shardsPerGroup: count,
  availableShardGroups: [group],
  assignedShardGroups: [group],
  // Locks of sessions stay while a server hangs, and after a power cut until the database notices; rows expire.
  shardLockDisableAdvisory: true,
  shardLockExpiration: Duration.seconds(15),
  shardLockRefreshInterval: Duration.seconds(5),
  refreshAssignmentsInterval: Duration.seconds(1),
  runnerHealthCheckInterval: Duration.seconds(5),
  entityTerminationTimeout: Duration.seconds(1),
  entityMessagePollInterval: Duration.seconds(1)
}
