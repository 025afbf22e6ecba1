/** The log: a JSON object a line on standard error. */
import * as Arr from "effect/Array"
import * as Cause from "effect/Cause"
import * as HashMap from "effect/HashMap"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import type * as LogLevel from "effect/LogLevel"

export const json = Logger.make(({ annotations, cause, date, logLevel, message }) =>
  JSON.stringify({
    time: date.toISOString(),
    level: logLevel._tag.toLowerCase(),
    message: Arr.ensure(message).map(String).join(" "),
    ...Object.fromEntries(HashMap.toEntries(annotations)),
    ...(!Cause.isEmpty(cause) && { cause: Cause.pretty(cause).slice(0, longest) })
  })
)

const longest = 4_000

export const layer = (level: LogLevel.LogLevel) =>
  Layer.merge(Logger.replace(Logger.defaultLogger, Logger.withConsoleError(json)), Logger.minimumLogLevel(level))
