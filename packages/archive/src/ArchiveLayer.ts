/** The archive in the database that the options name. It is opened on first use. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import { Archive } from "./Archive.js"

/** The database of the archive. */
export interface ArchiveOptions {
  /** The PostgreSQL database; takes precedence over `path`. */
  readonly databaseUrl?: Redacted.Redacted | undefined
  /** The SQLite file, or `:memory:`. Without both, every operation fails. */
  readonly path?: string | undefined
  /** The names of the settings, for failures. */
  readonly settings: { readonly databaseUrl: string; readonly path: string }
}

/** The archive as a layer. Its file and the folder of it are made if they are missing, and only the user of the program can read them. */
export const layer = (options: ArchiveOptions): Layer.Layer<Archive> =>
  Layer.effect(Archive, Effect.dieMessage(`${options.settings.path}: not built yet`))
