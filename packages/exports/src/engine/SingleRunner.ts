/** The shards of one server alone, in a SQLite file that no other process may use. */
import * as Reactivity from "@effect/experimental/Reactivity"
import * as RunnerHealth from "@effect/cluster/RunnerHealth"
import * as Runners from "@effect/cluster/Runners"
import * as RunnerStorage from "@effect/cluster/RunnerStorage"
import * as Sharding from "@effect/cluster/Sharding"
import * as ShardingConfig from "@effect/cluster/ShardingConfig"
import * as SqlMessageStorage from "@effect/cluster/SqlMessageStorage"
import * as SqlClient from "@effect/sql/SqlClient"
import * as LibsqlClient from "@effect/sql-libsql/LibsqlClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { pathToFileURL } from "node:url"
import * as AddressIndex from "./AddressIndex.js"
import * as ShardSettings from "./ShardSettings.js"

/** The shards over the file at a path. */
export const layer = (path: string) =>
  AddressIndex.layer.pipe(
    Layer.provideMerge(Sharding.layer),
    Layer.provideMerge(Runners.layerNoop),
    Layer.provideMerge(SqlMessageStorage.layer),
    Layer.provide([RunnerStorage.layerMemory, RunnerHealth.layerNoop]),
    Layer.provide(ShardingConfig.layer(ShardSettings.settings)),
    Layer.provide(client(path))
  )

/** The engine's ids have 64 bits, which a number cannot hold. This client returns every integer as a `bigint`, so only the engine uses it. */
const client = (path: string) =>
  Layer.scoped(
    SqlClient.SqlClient,
    Effect.tap(
      LibsqlClient.make({ url: pathToFileURL(path).href, intMode: "bigint" }),
      (sql) => sql`PRAGMA journal_mode = WAL`
    )
  ).pipe(Layer.provide(Reactivity.layer))
