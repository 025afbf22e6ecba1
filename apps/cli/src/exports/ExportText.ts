/** Shows exports to a person. */
import type { ExportResource } from "@org/messages-api"
import { Escape } from "@org/messages-terminal"

/** One line about an export. */
export const summary = (one: ExportResource.Export): string => `${Escape.line(one.id)}  ${progress(one)}\n`

/** How far an export is, in a few words. */
export const progress = ({
  conversations,
  done,
  faults,
  messages,
  provider,
  state,
  waits
}: ExportResource.Export): string =>
  [
    state,
    `${number(done)} of ${count(conversations, "conversation")}${provider === undefined ? "" : ` of ${provider}`}`,
    count(messages, "message"),
    ...(waits > 0 ? [count(waits, "wait")] : []),
    ...(faults > 0 ? [`${count(faults, "element")} not readable`] : [])
  ].join(", ")

/** An export and its conversations. */
export const details = (one: ExportResource.ExportDetails): string =>
  [
    summary(one),
    ...(one.problem === undefined ? [] : [`  ${Escape.line(one.problem.detail ?? one.problem.title)}\n`]),
    ...one.progress.map(({ conversation, messages, problem, state }) => {
      const why = problem === undefined ? "" : `: ${problem.detail ?? problem.title}`
      return `  ${Escape.line(`${conversation}  ${state}, ${count(messages, "message")}${why}`)}\n`
    })
  ].join("")

/** A page of exports. */
export const table = ({ items }: ExportResource.ExportPage): string =>
  items.length === 0
    ? "No exports. To start one: messages exports start <conversation>\n"
    : items.map((one) => `${one.createdAt.slice(0, 16).replace("T", " ")}  ${summary(one)}`).join("")

const count = (value: number, noun: string): string => `${number(value)} ${noun}${value === 1 ? "" : "s"}`

const number = (value: number): string => value.toLocaleString("en-US")
