/** Reads the command line of the server. */
import { Json } from "@org/messages-core"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { parseArgs } from "node:util"

/** The command line has an unknown option. */
export class InvalidOptions extends Data.TaggedError("InvalidOptions")<{ readonly problem: string }> {}

/** The text of `--help`. */
export const usage = `messages-server: one REST API over the messages of every provider

Usage: messages-server [--sandbox] [--host ADDRESS] [--port NUMBER]

  --sandbox        use simulated providers in this process
  --host ADDRESS   listen on this address instead of MESSAGES_HOST
  --port NUMBER    listen on this port instead of MESSAGES_PORT
  --help           show this
  --version        show the version

Settings are environment variables: MESSAGES_HOST, MESSAGES_PORT, MESSAGES_TOKENS, MESSAGES_ORIGINS, MESSAGES_SANDBOX,
MESSAGES_LOG_LEVEL, MESSAGES_LOG_FORMAT, MESSAGES_BODY_LIMIT, MESSAGES_JSON_LIMIT, MESSAGES_HEADER_LIMIT,
MESSAGES_REQUEST_TIMEOUT, MESSAGES_STOP_TIMEOUT, MESSAGES_STORE, MESSAGES_DATABASE_URL, MESSAGES_IDEMPOTENCY_TTL,
MESSAGES_EXPORTS, MESSAGES_EXPORTS_RUNNER, MESSAGES_EXPORTS_RATES and those of the providers. GET /docs is the reference of the API.`

const options = {
  sandbox: { type: "boolean" },
  host: { type: "string" },
  port: { type: "string" },
  help: { type: "boolean" },
  version: { type: "boolean" }
} as const

/** The options that name settings. */
export interface Values {
  readonly host?: string
  readonly port?: string
}

/** The settings of the environment, overridden by the options. */
export const over = (
  { host, port }: Values,
  environment: ConfigProvider.ConfigProvider
): ConfigProvider.ConfigProvider =>
  ConfigProvider.orElse(
    ConfigProvider.fromMap(new Map(Object.entries(Json.compact({ MESSAGES_HOST: host, MESSAGES_PORT: port })))),
    () => environment
  )

/** Reads the arguments of this process. */
export const read = Effect.try({
  try: () => parseArgs({ options }).values,
  catch: (error) => new InvalidOptions({ problem: error instanceof Error ? error.message : "Invalid options" })
})
