/** Everything that can end a command badly: its exit code, what is said to a person, and what is said to a program. */
import { type Drift, type MessageError, Outcome, Problem } from "@org/messages-core"
import * as ConfigError from "effect/ConfigError"
import * as Data from "effect/Data"
import * as Option from "effect/Option"
import * as Advice from "./Advice.js"
import type { Interrupted } from "./Interruption.js"
import * as Report from "./Report.js"
import type { StreamFailure } from "./Streams.js"
import type { Usage } from "./Usage.js"

/** A file that cannot be attached; `reason` completes "cannot be attached: it …". */
export class Unreadable extends Data.TaggedError("Unreadable")<{ readonly path: string; readonly reason: string }> {}

/** The provider's own message departs from its contract. */
export class Drifted extends Data.TaggedError("Drifted")<{ readonly drift: ReadonlyArray<Drift.Drift> }> {}

/** The sandbox found no place to listen; `code` is the system's. */
export class NotServed extends Data.TaggedError("NotServed")<{ readonly port: number; readonly code: string }> {}

/** A message was posted, and its result could not be printed. */
export class Untold extends Data.TaggedError("Untold")<{ readonly ref: string; readonly failure: StreamFailure }> {}

export type Failure =
  | MessageError.MessageError
  | Usage
  | Unreadable
  | ConfigError.ConfigError
  | Drifted
  | NotServed
  | Interrupted
  | StreamFailure
  | Untold

export const report = (failure: Failure): Report.Report => {
  if (ConfigError.isConfigError(failure)) return ofConfiguration(failure)
  switch (failure._tag) {
    case "Usage":
      return ofUsage(failure)
    case "Unreadable":
      return Report.make({
        exit: 2,
        name: "unreadable-file",
        status: 400,
        says: `${failure.path} cannot be attached: it ${failure.reason}`,
        advice: ["Give a file that can be read: a PDF or text with --file, an image with --image"]
      })
    case "Drifted":
      return ofDrift(failure)
    case "NotServed":
      return Report.make({
        exit: 1,
        name: "not-served",
        status: 503,
        says: `The sandbox cannot listen on 127.0.0.1:${failure.port} (${failure.code})`,
        advice: ["Leave out --port, and any free one is taken"]
      })
    case "Interrupted":
      return ofInterrupted(failure)
    case "StreamFailure":
      return ofStream(failure)
    case "Untold":
      return ofUntold(failure)
    default:
      return {
        exit: Outcome.of(failure).exit,
        says: failure.message,
        advice: Advice.of(failure),
        problem: Problem.of(failure)
      }
  }
}

/** A mistake of this program. Only its name and its place are told: what it says could hold a secret. */
export const ofDefect = (defect: unknown): Report.Report => {
  const { name, stack = "" } = defect instanceof Error ? defect : { name: typeof defect }
  const [, place = "nowhere"] = /^ +at .*?([^/\\( ]+:\d+:\d+)/m.exec(stack) ?? []
  return Report.make({
    exit: 1,
    name: "internal",
    status: 500,
    origin: "gateway",
    says: `This is a mistake of messages itself (${name} at ${place})`,
    advice: ["Please report it, with the command that led to it"]
  })
}

const ofUsage = ({ advice, command, problem }: Usage): Report.Report => {
  const help = ["messages", command, "--help"].filter((word) => word !== undefined).join(" ")
  return Report.make({
    exit: 2,
    name: "usage",
    status: 400,
    says: problem,
    advice: [...(advice === undefined ? [] : [advice]), `See ${help}`]
  })
}

const ofConfiguration = (error: ConfigError.ConfigError): Report.Report => {
  const { variable, why } = configured(error)
  return Report.make({
    exit: 3,
    name: "misconfigured",
    status: 503,
    origin: "gateway",
    says: `The configuration cannot be used: ${variable} ${why}`,
    advice: [`Correct ${variable} or unset it`],
    more: { variable }
  })
}

const configured = (error: ConfigError.ConfigError): { readonly variable: string; readonly why: string } =>
  error._op === "And" || error._op === "Or"
    ? configured(error.left)
    : { variable: error.path.join("_"), why: error.message }

const stream = ({ code, stream }: StreamFailure) => ({
  // The reader of a pipe may go when it has seen enough.
  exit: code === "EPIPE" ? 0 : 1,
  name: "stream",
  status: 500,
  says: `The ${stream} cannot be used (${code})`
})

const ofStream = (failure: StreamFailure): Report.Report => {
  const report = Report.make(stream(failure))
  return report.exit === 0 ? { ...report, says: "" } : report
}

const ofUntold = ({ failure, ref }: Untold): Report.Report =>
  Report.make({
    ...stream(failure),
    says: `The message was posted as ${ref}, but the ${failure.stream} cannot be used (${failure.code})`,
    advice: [Advice.afterPost(ref)],
    more: { ref }
  })

const ofInterrupted = ({ post, signal }: Interrupted): Report.Report => {
  const interrupted = { exit: signal === "SIGINT" ? 130 : 143, name: "interrupted", status: 499 }
  if (Option.isNone(post)) return { ...Report.make({ ...interrupted, says: "Interrupted" }), says: "" }
  return "posting" in post.value
    ? Report.make({
        ...interrupted,
        says: `Interrupted while posting to ${post.value.posting}: whether the message was delivered is unknown`,
        advice: [Advice.afterUnknownDelivery],
        more: { delivery: "unknown" }
      })
    : Report.make({
        ...interrupted,
        says: `Interrupted after the message was posted as ${post.value.posted}`,
        advice: [Advice.afterPost(post.value.posted)],
        more: { ref: post.value.posted }
      })
}

const ofDrift = ({ drift }: Drifted): Report.Report => {
  const count = drift.length === 1 ? "one place" : `${drift.length} places`
  return {
    ...Report.make({
      exit: 8,
      name: "drift",
      status: 502,
      origin: "provider",
      says: `The provider's message departs from its contract in ${count}`,
      advice: ["The message itself was read whole, and printed"],
      more: { drift }
    }),
    places: drift.map(({ expected, path }) => `${path === "" ? "the whole" : path}: expected ${expected}`)
  }
}
