/** The settings of the server, from the environment. A value that cannot be used stops the start; the error names the variable and never shows the value. */
import { Setting } from "@org/messages-core"
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as LogLevel from "effect/LogLevel"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as ExportSettings from "./ExportSettings.js"

const { duration, integer, matching, oneOf, secrets } = Setting

/** The checked values of all settings. */
export interface Values {
  readonly host: string
  readonly port: number
  /** Without tokens, the server responds only to its own machine. */
  readonly tokens: ReadonlyArray<Redacted.Redacted>
  /** The origins of pages that may use the server from a browser. */
  readonly origins: ReadonlyArray<string>
  readonly sandbox: boolean
  readonly logLevel: LogLevel.LogLevel
  /** How lines of the log are written; by default, pretty on a terminal and JSON elsewhere. */
  readonly logFormat: "json" | "pretty" | undefined
  readonly bodyLimit: number
  /** Bytes of a body's JSON, not counting base64 texts. */
  readonly jsonLimit: number
  readonly headerLimit: number
  /** How long a whole request may take to arrive. */
  readonly requestTimeout: Duration.Duration
  /** How long requests in flight, and posts whose callers have disconnected, may take to finish when the server stops. */
  readonly stopTimeout: Duration.Duration
  /** The SQLite file with the idempotency keys, or `:memory:`. */
  readonly store: string | undefined
  /** The file that is used if `store` is not set; absent without a home directory. */
  readonly stateFile: string | undefined
  /** The PostgreSQL database that is used instead of the file. */
  readonly databaseUrl: Redacted.Redacted | undefined
  /** How long an idempotency key is kept. */
  readonly idempotencyTtl: Duration.Duration
  /** The folder for the exports of a single server; without it and `exportsRunner`, the server runs no exports. */
  readonly exportsFolder: string | undefined
  /** The address at which the other servers of the same database reach this one, for exports that survive the loss of any server. */
  readonly exportsRunner: ExportSettings.Address | undefined
  /** How many requests a second the exports of all servers together send to a provider. */
  readonly exportsRates: ExportSettings.Rates
}

/** The settings as a service. */
export class Settings extends Context.Tag("@org/messages-server/Settings")<Settings, Values>() {}

const flags = new Map([
  ["1", true],
  ["true", true],
  ["0", false],
  ["false", false]
])

const levels = new Map(
  [LogLevel.Debug, LogLevel.Info, LogLevel.Warning, LogLevel.Error, LogLevel.None].map((level) => [
    level._tag.toLowerCase(),
    level
  ])
)

const formats = new Map([
  ["json", "json"],
  ["pretty", "pretty"]
] as const)

const isLoopback = (host: string): boolean => /^(127(\.\d{1,3}){3}|::1|localhost)$/i.test(host)

const mebibyte = 2 ** 20

const path = matching(/^[^\0]{1,4096}$/)

const databaseUrl: Setting.Parse<Redacted.Redacted> = (text) =>
  matching(/^postgres(ql)?:\/\/[\x21-\x7e]+$/)(text).pipe(
    Option.filter((text) => URL.canParse(text)),
    Option.map((text) => Redacted.make(text))
  )

/** A browser sends an origin in exactly one spelling, so another spelling would never match. */
const origins: Setting.Parse<ReadonlyArray<string>> = (text) =>
  Option.liftPredicate(
    text.split(",").map((origin) => origin.trim()),
    (found) => found.every(isOrigin)
  )

const isOrigin = (text: string): boolean =>
  /^https?:\/\/[\w.:[\]-]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text

/** The file under the state directory of the XDG Base Directory Specification, which ignores relative paths. */
const stateFile = Config.all([text("XDG_STATE_HOME"), text("HOME")]).pipe(
  Config.map(([state, home]) => {
    if (state.startsWith("/")) return `${state}/messages/idempotency.db`
    return home.startsWith("/") ? `${home}/.local/state/messages/idempotency.db` : undefined
  })
)

/** Reads and checks all settings. */
export const config: Config.Config<Values> = Config.all({
  host: setting("MESSAGES_HOST", "a host name or an IP address", "127.0.0.1", matching(/^[\w.:-]{1,253}$/)),
  port: setting("MESSAGES_PORT", "a port from 0 to 65535", 8787, integer(0, 65_535)),
  tokens: setting("MESSAGES_TOKENS", "tokens of 8 or more visible ASCII characters, separated by commas", [], secrets),
  origins: setting("MESSAGES_ORIGINS", "origins such as https://app.example.com, separated by commas", [], origins),
  sandbox: setting("MESSAGES_SANDBOX", "1 or 0", false, oneOf(flags)),
  logLevel: setting("MESSAGES_LOG_LEVEL", `one of ${[...levels.keys()].join(", ")}`, LogLevel.Info, oneOf(levels)),
  logFormat: setting("MESSAGES_LOG_FORMAT", "json or pretty", undefined, oneOf(formats)),
  bodyLimit: setting("MESSAGES_BODY_LIMIT", "bytes, up to 268435456", 28 * mebibyte, integer(1, 256 * mebibyte)),
  jsonLimit: setting("MESSAGES_JSON_LIMIT", "bytes, from 65536 to 16777216", mebibyte, integer(65_536, 16 * mebibyte)),
  headerLimit: setting("MESSAGES_HEADER_LIMIT", "bytes, from 1024 to 1048576", 16_384, integer(1024, mebibyte)),
  requestTimeout: setting("MESSAGES_REQUEST_TIMEOUT", "a time such as 60s", Duration.seconds(60), duration),
  stopTimeout: setting("MESSAGES_STOP_TIMEOUT", "a time such as 10s", Duration.seconds(10), duration),
  store: setting("MESSAGES_STORE", "the path of a file, or :memory:", undefined, path),
  stateFile,
  databaseUrl: setting("MESSAGES_DATABASE_URL", "a URL that begins with postgresql://", undefined, databaseUrl),
  exportsFolder: setting("MESSAGES_EXPORTS", "the path of a folder", undefined, path),
  exportsRunner: setting(
    "MESSAGES_EXPORTS_RUNNER",
    "an address and a port such as 10.0.0.5:9787",
    undefined,
    ExportSettings.address
  ),
  exportsRates: setting("MESSAGES_EXPORTS_RATES", "rates such as factory=20,honcho=5", {}, ExportSettings.rates),
  idempotencyTtl: setting(
    "MESSAGES_IDEMPOTENCY_TTL",
    "a time of at least 1m, such as 24h",
    Duration.hours(24),
    (text) => Option.filter(duration(text), Duration.greaterThanOrEqualTo("1 minute"))
  )
}).pipe(
  Config.mapOrFail((values) =>
    values.tokens.length > 0 || isLoopback(values.host)
      ? Either.right(values)
      : refuse("MESSAGES_HOST", "an address that is not loopback needs MESSAGES_TOKENS")
  ),
  Config.mapOrFail((values) => {
    if (values.exportsRunner === undefined) return Either.right(values)
    if (values.exportsFolder !== undefined)
      return refuse("MESSAGES_EXPORTS", "exports are kept in MESSAGES_DATABASE_URL if MESSAGES_EXPORTS_RUNNER is set")
    return values.databaseUrl === undefined
      ? refuse("MESSAGES_EXPORTS_RUNNER", "a server that is one of several needs MESSAGES_DATABASE_URL")
      : Either.right(values)
  })
)

function refuse(variable: string, problem: string): Either.Either<never, ConfigError.ConfigError> {
  return Either.left(ConfigError.InvalidData([variable], problem))
}

function setting<A, B = A>(variable: string, expected: string, fallback: B, parse: Setting.Parse<A>) {
  return Setting.of(variable, `expected ${expected}`, fallback, parse)
}

function text(name: string): Config.Config<string> {
  return Config.withDefault(Config.string(name), "")
}
