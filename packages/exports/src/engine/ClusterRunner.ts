/** The shards of several servers that share a PostgreSQL database: each server runs those that it has locked. */
import * as NodeClusterSocket from "@effect/platform-node/NodeClusterSocket"
import * as RunnerAddress from "@effect/cluster/RunnerAddress"
import * as RunnerHealth from "@effect/cluster/RunnerHealth"
import * as Runners from "@effect/cluster/Runners"
import * as ShardingConfig from "@effect/cluster/ShardingConfig"
import * as SocketRunner from "@effect/cluster/SocketRunner"
import * as SqlMessageStorage from "@effect/cluster/SqlMessageStorage"
import * as SqlRunnerStorage from "@effect/cluster/SqlRunnerStorage"
import * as RpcSerialization from "@effect/rpc/RpcSerialization"
import type { PgClient } from "@effect/sql-pg/PgClient"
import * as SqlClient from "@effect/sql/SqlClient"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { Runner } from "../ExportsOptions.js"
import * as AddressIndex from "./AddressIndex.js"
import * as ShardSettings from "./ShardSettings.js"

/** The shards over a client. The socket of the runner asks for no password. */
export const layer = ({ host, listenHost, port }: Runner, sql: PgClient) => {
  const health = RunnerHealth.layerPing.pipe(
    Layer.provide(Runners.layerRpc),
    Layer.provide(NodeClusterSocket.layerClientProtocol)
  )
  const runner = Layer.provide(SocketRunner.layer, [
    NodeClusterSocket.layerSocketServer,
    NodeClusterSocket.layerClientProtocol
  ])
  return AddressIndex.layer.pipe(
    Layer.provideMerge(runner),
    Layer.provide(health),
    Layer.provideMerge(SqlMessageStorage.layer),
    Layer.provide(SqlRunnerStorage.layer),
    Layer.provide(
      ShardingConfig.layer({
        ...ShardSettings.settings,
        runnerAddress: Option.some(new RunnerAddress.RunnerAddress({ host, port })),
        runnerListenAddress: Option.some(new RunnerAddress.RunnerAddress({ host: listenHost ?? host, port }))
      })
    ),
    Layer.provide(RpcSerialization.layerMsgPack),
    Layer.provide(Layer.succeed(SqlClient.SqlClient, sql))
  )
}
