/** What is said of a failure: to a person, to a program, and to the shell that started it. */
import { type MessageError, Problem } from "@org/messages-core"
import * as Escape from "./Escape.js"
import type { Style } from "./Style.js"

/** `says` is what happened and why, and empty where a person knows; `places` are where; `advice` is what to do, one sentence each. */
export interface Report {
  readonly exit: number
  readonly says: string
  readonly places?: ReadonlyArray<string>
  readonly advice: ReadonlyArray<string>
  readonly problem: object
}

/** The report of a failure that the port does not know; `name` becomes the problem's type, `more` its further members. */
export const make = ({
  advice = [],
  exit,
  more = {},
  name,
  origin = "caller",
  says,
  status
}: {
  readonly exit: number
  readonly name: string
  readonly status: number
  readonly origin?: MessageError.Origin
  readonly says: string
  readonly advice?: ReadonlyArray<string>
  readonly more?: object
}): Report => {
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll("-", " ")}`
  return { exit, says, advice, problem: { type: Problem.typeOf(name), title, status, detail: says, origin, ...more } }
}

/** The report as it stands on a terminal. */
export const render =
  ({ advice, exit, places = [], says }: Report) =>
  ({ error, faint }: Style): string =>
    says === ""
      ? ""
      : [
          `${exit === 0 ? faint("note:") : error("error:")} ${Escape.line(says)}\n`,
          ...places.map((place) => `    ${Escape.line(place)}\n`),
          ...advice.map((sentence) => `  ${faint("→")} ${Escape.line(sentence)}\n`)
        ].join("")
