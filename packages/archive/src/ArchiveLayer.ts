/** The archive in the database that the options name. It is opened on first use. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { Archive } from "./Archive.js"
import { ArchiveFailure } from "./ArchiveError.js"
import * as ArchivePort from "./port/ArchivePort.js"
import * as Searcher from "./search/Searcher.js"
import * as StatsReader from "./StatsReader.js"
import type { Database } from "./store/Database.js"
import * as Syncer from "./sync/Syncer.js"
import * as Exporter from "./transfer/Exporter.js"
import * as Importer from "./transfer/Importer.js"
import * as Verifier from "./verify/Verifier.js"

/** The database of the archive. */
export interface ArchiveOptions {
  /** The PostgreSQL database; takes precedence over `path`. */
  readonly databaseUrl?: Redacted.Redacted | undefined
  /** The SQLite file, or `:memory:`. Without both, the layer fails. */
  readonly path?: string | undefined
  /** What to do if there is no file yet. With it, a missing file is a failure; without it, the file is made. */
  readonly ifMissing?: string | undefined
  /** The names of the settings, for failures. */
  readonly settings: {
    /** The setting that has the URL of the PostgreSQL database. */
    readonly databaseUrl: string
    /** The setting that has the path of the SQLite file. */
    readonly path: string
  }
}

/** The archive as a layer. Only the user of the program can read its file and the folder that is made for it. */
export const layer = (options: ArchiveOptions): Layer.Layer<Archive, ArchiveFailure> =>
  Layer.scoped(Archive, Effect.map(open(options), of))

/** The archive in an open database. */
export const of = (database: Database): typeof Archive.Service => ({
  place: database.place.name,
  open: Effect.asVoid(database.read((sql) => sql`SELECT 1`)),
  sync: (target, options) => Syncer.sync(database, target, options),
  search: (query, options) => Searcher.search(database, query, options),
  import: (messages, options) => Importer.run(database, messages, options),
  export: (options) => Exporter.messages(database, options),
  verify: (options) => Verifier.verify(database, options),
  stats: StatsReader.read(database),
  port: (options) => ArchivePort.make(database, options)
})

/** Loads only the client of the database that is used. */
const open = ({
  databaseUrl,
  ifMissing,
  path,
  settings
}: ArchiveOptions): Effect.Effect<Database, ArchiveFailure, Scope.Scope> => {
  if (databaseUrl !== undefined)
    return Effect.flatMap(
      load("pg", settings.databaseUrl, () => import("./store/PostgresDatabase.js")),
      ({ make }) => make({ url: databaseUrl, setting: settings.databaseUrl })
    )
  return path === undefined
    ? new ArchiveFailure({
        reason: "Unavailable",
        place: settings.path,
        problem: "has no file, because there is no home directory",
        advice: `name one with ${settings.path}`
      })
    : Effect.flatMap(
        load("@libsql/client", settings.path, () => import("./store/SqliteDatabase.js")),
        ({ make }) => make({ path, setting: settings.path, ifMissing })
      )
}

const load = <A>(client: string, place: string, module: () => Promise<A>) =>
  Effect.tryPromise({
    try: module,
    catch: () =>
      new ArchiveFailure({
        reason: "Unavailable",
        place,
        problem: `cannot be used, because ${client} is not installed`,
        advice: `install ${client}`
      })
  })
