/** The exports of this server, if the settings enable them. Only then is their engine loaded. */
import type { Messages } from "@org/messages-core"
import type { Exports, ExportsOptions } from "@org/messages-exports"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Settings, type Values } from "../start/Settings.js"
import { load } from "../routes/ConvertHandler.js"

/** The exports of a server. */
export interface Value {
  /** Absent on a server that runs none. */
  readonly exports: Context.Tag.Service<typeof Exports.Exports> | undefined
}

/** The exports, if this server runs any. */
export class ServerExports extends Context.Tag("@org/messages-server/ServerExports")<ServerExports, Value>() {}

/** The exports that the settings enable. Unfinished ones continue as soon as the layer is built. */
export const layer: Layer.Layer<ServerExports, never, Settings | Messages.Messages> = Layer.unwrapEffect(
  Effect.flatMap(Settings, (settings) => {
    const database = databaseOf(settings)
    if (database === undefined) return Effect.succeed(none)
    return Effect.map(
      Effect.all([Effect.promise(() => import("@org/messages-exports")), load]),
      ([{ Exports }, { lineOf }]) =>
        Layer.provide(
          Layer.effect(
            ServerExports,
            Effect.map(Exports.Exports, (exports) => ({ exports }))
          ),
          Exports.layer({
            database,
            settings: namesOf(database),
            lines: lineOf,
            limits: { requestsPerSecond: settings.exportsRates }
          })
        )
    )
  })
)

/** A server that runs no exports. */
export const none: Layer.Layer<ServerExports> = Layer.succeed(ServerExports, { exports: undefined })

const databaseOf = ({ databaseUrl, exportsFolder, exportsRunner }: Values): ExportsOptions.Database | undefined => {
  if (exportsFolder !== undefined) return { _tag: "Folder", path: exportsFolder }
  return databaseUrl === undefined || exportsRunner === undefined
    ? undefined
    : { _tag: "Postgres", url: databaseUrl, runner: exportsRunner }
}

const namesOf = ({ _tag }: ExportsOptions.Database) => ({
  database: _tag === "Folder" ? "MESSAGES_EXPORTS" : "MESSAGES_DATABASE_URL",
  runner: "MESSAGES_EXPORTS_RUNNER"
})
