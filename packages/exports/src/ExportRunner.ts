/** Opens the database and the engine, and makes the service over them. */
import { Messages } from "@org/messages-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FiberRef from "effect/FiberRef"
import * as HashSet from "effect/HashSet"
import * as Layer from "effect/Layer"
import * as Context from "effect/Context"
import * as Schedule from "effect/Schedule"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import type * as Scope from "effect/Scope"
import { Engine } from "./engine/Engine.js"
import * as Engines from "./engine/Engine.js"
import * as Watchdog from "./engine/Watchdog.js"
import type { Exports } from "./Exports.js"
import type { ExportsUnavailable } from "./ExportsError.js"
import type { Options } from "./ExportsOptions.js"
import * as ExportService from "./ExportService.js"
import * as Cancellations from "./run/Cancellations.js"
import * as Lane from "./run/Lane.js"
import * as LaneStore from "./run/LaneStore.js"
import * as Leases from "./run/Leases.js"
import * as LineFormats from "./run/LineFormats.js"
import * as Pace from "./run/Pace.js"
import * as Backends from "./store/Backends.js"
import * as Database from "./store/Database.js"
import * as ExportRecords from "./store/ExportRecords.js"
import type { ExportRow } from "./store/ExportRows.js"
import * as ExportTables from "./store/ExportTables.js"
import * as SharedRates from "./run/SharedRates.js"

/** How many conversations a process reads at once. */
const usualConversations = 16

/** How long a lane that ran without the engine waits for the engine, in milliseconds. */
const rescuePatience = 2000

/** The service, until the scope closes. Lanes then finish the page that they have begun. */
export const open = (
  options: Options
): Effect.Effect<typeof Exports.Service, ExportsUnavailable, Messages.Messages | Scope.Scope> =>
  Effect.gen(function* () {
    const port = yield* Messages.Messages
    const { limits = {}, settings } = options
    const failed = Database.unavailable(settings.database)
    const { alone, database, shards } = yield* Backends.open(options)
    yield* Effect.mapError(alone(database.use(ExportTables.ensure)), failed)

    const ids = Effect.map(ExportRecords.cancelled(database), (rows) => rows.map(({ id }) => id))
    const cancellations = yield* Cancellations.make(Effect.mapError(ids, failed))
    const lanes: Lane.Lanes = {
      port,
      store: LaneStore.make(database, settings.database),
      pace: Pace.make(yield* SharedRates.make(port, database, options), limits.conversations ?? usualConversations),
      pageSize: limits.pageSize,
      line: LineFormats.of(options),
      cancelled: cancellations.cancelled
    }

    const leases = yield* Effect.mapError(Leases.make(database, ownerOf(options)), failed)
    const closing = { isClosing: false }
    const turn = (lane: Lane.LaneId, patience?: number) =>
      leases.hold(lane, (turn) => Lane.run(lanes, lane, turn), patience)
    // A lane that is worked on by another server, or by this one without the engine, is free within a turn.
    const run = (lane: Lane.LaneId): Effect.Effect<Lane.Outcome> =>
      Effect.suspend(() => (closing.isClosing ? Effect.never : turn(lane))).pipe(
        Effect.filterOrFail((outcome) => outcome !== "held"),
        Effect.retry(Schedule.intersect(Schedule.spaced("2 seconds"), Schedule.recurs(15))),
        Effect.orElseSucceed(() => "more" as const)
      )
    // The engine creates its own tables.
    const context = yield* alone(
      Layer.build(
        Engines.layer(run).pipe(Layer.provide(shards), Layer.provide(Logger.minimumLogLevel(LogLevel.Warning)))
      )
    ).pipe(
      // While closing, the engine would warn every second that this server runs nothing.
      Effect.locallyWith(
        FiberRef.currentLoggers,
        HashSet.map((logger) => Logger.make((entry) => (closing.isClosing ? undefined : logger.log(entry))))
      ),
      Effect.mapError((error) =>
        Database.unavailable(error._tag === "SqlError" ? settings.database : settings.runner)(error)
      )
    )
    const engine = Context.get(context, Engine)
    const scope = yield* Effect.scope
    yield* Watchdog.run({
      engine,
      database,
      rescue: (lane) => turn(lane, rescuePatience),
      keep: limits.keep ?? Duration.days(30)
    })
    yield* Effect.addFinalizer(() =>
      Effect.suspend(() => {
        closing.isClosing = true
        return leases.close
      })
    )
    const begin = (row: ExportRow) => Effect.catchAllCause(engine.start(row), () => Effect.void)
    return ExportService.make({ begin, cancellations, database, options, port, scope })
  })

/** A server that starts again at the same address is the same owner. A folder has one server. */
const ownerOf = ({ database }: Options): string =>
  database._tag === "Folder" ? "alone" : `${database.runner.host}:${database.runner.port}`
