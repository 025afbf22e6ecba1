/** What a command says of its error: to a person, to a program, and to the shell. */
import { type MessageError, Problem } from "@org/messages-core"
import { Escape, type Style } from "@org/messages-terminal"

/** `detail` says what happened and why, and is empty where a person knows; `places` say where; `advice` is what to do, a sentence each. */
export interface Report {
  readonly exit: number
  readonly detail: string
  readonly places?: ReadonlyArray<string>
  readonly advice: ReadonlyArray<string>
  readonly problem: object
}

/** The report of an error that is not the port's; `name` becomes the problem's type, `more` its further members. */
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

/** The report as a program reads it: the problem details, with the advice that people see. */
export const toProblem = ({ advice, problem }: Report): object =>
  advice.length === 0 ? problem : { ...problem, advice }

/** The report as a person reads it. */
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
