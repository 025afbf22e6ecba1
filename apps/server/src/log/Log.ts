/** The log of the server, one line for each event. */
import * as Arr from "effect/Array"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HashMap from "effect/HashMap"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import type { Fields, LogLine } from "./LogLine.js"
import { LogSink } from "./LogSink.js"

type Write = (message: string, fields?: Fields) => void

/** Writes lines directly, without Effect's loggers, so a line of a request costs only microseconds. */
export class Log extends Context.Tag("@org/messages-server/Log")<
  Log,
  {
    readonly info: Write
    readonly warning: Write
    readonly error: Write
    /** How many lines could not be written so far. */
    readonly dropped: () => number
  }
>() {}

/** Logs the lines of the server and of every `Effect.log`, from the given level up. */
export const layer = (level: LogLevel.LogLevel, line: LogLine): Layer.Layer<Log, never, LogSink> =>
  Layer.mergeAll(
    Layer.effect(Log, make(level, line)),
    Logger.replaceEffect(
      Logger.defaultLogger,
      Effect.map(LogSink, (sink) => ofEffect(sink, line))
    ),
    Logger.minimumLogLevel(level)
  )

const make = (level: LogLevel.LogLevel, line: LogLine) =>
  Effect.gen(function* () {
    const { dropped, write } = yield* LogSink
    const clock = yield* Clock.clockWith(Effect.succeed)
    const at = (of: LogLevel.LogLevel): Write => {
      if (LogLevel.lessThan(of, level)) return () => undefined
      const name = nameOf(of)
      return (message, fields) => write(line(clock.unsafeCurrentTimeMillis(), name, message, fields))
    }
    return { info: at(LogLevel.Info), warning: at(LogLevel.Warning), error: at(LogLevel.Error), dropped }
  })

const ofEffect = ({ write }: typeof LogSink.Service, line: LogLine) =>
  Logger.make(({ annotations, cause, date, logLevel, message }) =>
    write(
      line(date.getTime(), nameOf(logLevel), Arr.ensure(message).map(String).join(" "), {
        ...Object.fromEntries(HashMap.toEntries(annotations)),
        ...(!Cause.isEmpty(cause) && { cause: Cause.pretty(cause).slice(0, longest) })
      })
    )
  )

const nameOf = ({ _tag }: LogLevel.LogLevel): string => _tag.toLowerCase()

const longest = 4_000
