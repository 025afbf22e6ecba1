/** Where exports are kept, and how fast they read. */
import type { Message, Provider } from "@org/messages-core"
import type * as Duration from "effect/Duration"
import type * as Redacted from "effect/Redacted"

/** The options of a program that runs exports. */
export interface Options {
  /** Where exports are kept. */
  readonly database: Database
  /** The names of the settings, for failures. */
  readonly settings: {
    /** The setting that names the folder or the PostgreSQL database. */
    readonly database: string
    /** The setting that names the address of the runner. */
    readonly runner: string
  }
  /** How fast exports read, and how long they are kept. */
  readonly limits?: Limits | undefined
  /** The lines of a format, by its name; canonical messages are always offered. */
  readonly lines?: ((format: string) => Line | undefined) | undefined
}

/** The JSON of a message in a format, without a line break; `undefined` if the format cannot express the message. */
export type Line = (message: Message.Message) => string | undefined

/** A folder of SQLite files for one server alone, or a PostgreSQL database that several servers share. */
export type Database =
  | {
      readonly _tag: "Folder"
      /** The path of the folder. */
      readonly path: string
    }
  | {
      readonly _tag: "Postgres"
      /** The URL of the database, which may contain a password. */
      readonly url: Redacted.Redacted
      /** The address of this server's runner. */
      readonly runner: Runner
    }

/** The address of this server's runner. Its socket asks for no password: only machines that are trusted may reach it. */
export interface Runner {
  /** The host name or IP address that the other servers reach this one at. Every server has another address. */
  readonly host: string
  /** The port that the runner listens on. */
  readonly port: number
  /** The address to listen at; `host` if absent. */
  readonly listenHost?: string | undefined
}

/** How fast exports read, and how long they are kept. */
export interface Limits {
  /** How many conversations this process reads at once; 16 if absent. */
  readonly conversations?: number | undefined
  /** How many requests a second all servers together send to a provider. Without it, only refusals (429) slow exports down. */
  readonly requestsPerSecond?: { readonly [P in Provider.Provider]?: number } | undefined
  /** How many messages a page has; the provider's usual number if absent. */
  readonly pageSize?: number | undefined
  /** How long an export is kept after it ended; 30 days if absent. */
  readonly keep?: Duration.Duration | undefined
}
