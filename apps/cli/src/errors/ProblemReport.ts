/** The report of an error: for a person, for a program and for the shell. */
import { type MessageError, Problem } from "@org/messages-core"
import { Escape, type Style } from "@org/messages-terminal"

/** `detail` says what happened and why; it is empty if the user already knows. `places` says where, and `advice` what to do, one sentence each. */
export interface Report {
  readonly exit: number
  readonly detail: string
  readonly places?: ReadonlyArray<string>
  readonly advice: ReadonlyArray<string>
  readonly problem: object
}

/** The report of an error that does not come from the port. `name` becomes the problem's type, and `more` its other members. */
export const make = ({
  advice = [],
  detail,
  exit,
  more = {},
  name,
  origin = "caller",
  status
}: {
  readonly exit: number
  readonly name: string
  readonly status: number
  readonly origin?: MessageError.Origin
  readonly detail: string
  readonly advice?: ReadonlyArray<string>
  readonly more?: object
}): Report => {
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll("-", " ")}`
  return { exit, detail, advice, problem: { type: Problem.typeOf(name), title, status, detail, origin, ...more } }
}

/** The report for programs: the problem details with the advice for people. */
export const toProblem = ({ advice, problem }: Report): object =>
  advice.length === 0 ? problem : { ...problem, advice }

/** The report as text for a person. */
export const render =
  ({ advice, detail, exit, places = [] }: Report) =>
  ({ error, faint }: Style.Style): string =>
    detail === ""
      ? ""
      : [
          `${exit === 0 ? faint("note:") : error("error:")} ${Escape.line(detail)}\n`,
          ...places.map((place) => `    ${Escape.line(place)}\n`),
          ...advice.map((sentence) => `  ${faint("→")} ${Escape.line(sentence)}\n`)
        ].join("")
