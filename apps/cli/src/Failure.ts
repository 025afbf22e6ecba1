/** Everything that can end a command badly: its exit code, what is said to a person, and what is said to a program. */
import { type Drift, Json, type MessageError, Outcome, Problem } from "@org/messages-core"
import * as ConfigError from "effect/ConfigError"
import * as Data from "effect/Data"
import * as Option from "effect/Option"
import * as Advice from "./Advice.js"
import * as Escape from "./Escape.js"
import type { Interrupted } from "./Interruption.js"
import type { StreamFailure } from "./Streams.js"
import type { Style } from "./Style.js"
import type { Usage } from "./Usage.js"

/** A file that cannot be attached; `reason` completes "cannot be attached: it …". */
export class Unreadable extends Data.TaggedError("Unreadable")<{ readonly path: string; readonly reason: string }> {}

/** The provider's own message departs from its contract. */
export class Drifted extends Data.TaggedError("Drifted")<{ readonly drift: ReadonlyArray<Drift.Drift> }> {}

/** The sandbox found no place to listen; `code` is the system's. */
export class NotServed extends Data.TaggedError("NotServed")<{ readonly port: number; readonly code: string }> {}

export type Failure =
  | MessageError.MessageError
  | Usage
  | Unreadable
  | ConfigError.ConfigError
  | Drifted
  | NotServed
  | Interrupted
  | StreamFailure

/** `says` is what happened and why, and empty where a person knows; `places` are where; `advice` is what to do, one sentence each. */
export interface Report {
  readonly exit: number
  readonly says: string
  readonly places?: ReadonlyArray<string>
  readonly advice: ReadonlyArray<string>
  readonly problem: object
}

export const report = (failure: Failure): Report => {
  if (ConfigError.isConfigError(failure)) return ofConfiguration(failure)
  switch (failure._tag) {
    case "Usage":
      return local(2, "usage", 400, failure.problem, [
        ...(failure.advice === undefined ? [] : [failure.advice]),
        `See ${["messages", failure.command, "--help"].filter((word) => word !== undefined).join(" ")}`
      ])
    case "Unreadable":
      return local(2, "unreadable-file", 400, `${failure.path} cannot be attached: it ${failure.reason}`, [
        "Give a file that can be read: a PDF or text with --file, an image with --image"
      ])
    case "Drifted":
      return ofDrift(failure)
    case "NotServed":
      return local(1, "not-served", 503, `The sandbox cannot listen on 127.0.0.1:${failure.port} (${failure.code})`, [
        "Leave out --port, and any free one is taken"
      ])
    case "Interrupted":
      return ofInterrupted(failure)
    case "StreamFailure":
      return local(
        failure.code === "EPIPE" ? 0 : 1,
        "stream",
        500,
        `The ${failure.stream} cannot be used (${failure.code})`,
        []
      )
    default:
      return {
        exit: Outcome.of(failure).exit,
        says: failure.message,
        advice: Advice.of(failure),
        problem: Problem.of(failure)
      }
  }
}

/** A mistake of this program. Nothing is told of it but its name and its first line: more could hold a secret. */
export const ofDefect = (defect: unknown): Report => {
  const told = defect instanceof Error ? `${defect.name}: ${defect.message.split("\n", 1).join("")}` : typeof defect
  return local(1, "internal", 500, `This is a mistake of messages itself (${told.slice(0, 200)})`, [
    "Please report it, with the command that led to it"
  ])
}

/** The report as it stands on a terminal: what happened, then what to do. */
export const render =
  ({ advice, places = [], says }: Report) =>
  ({ error, faint }: Style): string =>
    says === ""
      ? ""
      : [
          `${error("error:")} ${Escape.line(says)}\n`,
          ...places.map((place) => `    ${Escape.line(place)}\n`),
          ...advice.map((sentence) => `  ${faint("→")} ${Escape.line(sentence)}\n`)
        ].join("")

const local = (exit: number, name: string, status: number, says: string, advice: ReadonlyArray<string>): Report => ({
  exit,
  says,
  advice,
  problem: problem(name, status, says, exit === 2 ? "caller" : "gateway")
})

const problem = (name: string, status: number, detail: string, origin: MessageError.Origin): Problem.Problem => {
  const [first = "", ...rest] = name.split("-")
  const title = [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(" ")
  return { type: Problem.typeOf(name), title, status, detail, origin }
}

const ofConfiguration = (error: ConfigError.ConfigError): Report => {
  const [variable = "a variable", why = "cannot be used"] = configured(error)
  const says = `The configuration cannot be used: ${variable} ${why}`
  const { problem, ...rest } = local(3, "misconfigured", 503, says, [
    `Correct ${variable} or unset it; "messages providers" shows what is configured`
  ])
  return { ...rest, problem: { ...problem, variable } }
}

const configured = (error: ConfigError.ConfigError): readonly [variable?: string, why?: string] => {
  switch (error._op) {
    case "And":
    case "Or":
      return configured(error.left)
    default:
      return [error.path.join("_"), error.message]
  }
}

const ofInterrupted = ({ posting, signal }: Interrupted): Report => {
  const exit = signal === "SIGINT" ? 130 : 143
  if (Option.isNone(posting)) return { ...local(exit, "interrupted", 499, "Interrupted", []), says: "" }
  const says = `Interrupted while posting to ${posting.value}: whether the message was delivered is unknown`
  const { problem, ...rest } = local(exit, "interrupted", 499, says, [Advice.afterUnknownDelivery])
  return { ...rest, problem: Json.compact({ ...problem, delivery: "unknown" }) }
}

const ofDrift = ({ drift }: Drifted): Report => {
  const count = drift.length === 1 ? "one place" : `${drift.length} places`
  const says = `The provider's message departs from its contract in ${count}`
  return {
    exit: 8,
    says,
    places: drift.map(({ expected, path }) => `${path === "" ? "the whole" : path}: expected ${expected}`),
    advice: ["The message itself was read whole, and printed"],
    problem: { ...problem("drift", 502, says, "provider"), drift }
  }
}
