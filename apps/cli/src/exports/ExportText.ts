/** Shows exports to a person. */
import type { ExportResource } from "@org/messages-api"
import { Escape } from "@org/messages-terminal"
import * as Counted from "../output/Counted.js"

/** One line about an export. */
export const summary = (one: ExportResource.Export): string => `${Escape.line(one.id)}  ${progress(one)}\n`

/** The progress of an export, in a few words. */
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
    `${Counted.number(done)} of ${Counted.of(conversations, "conversation")}${provider === undefined ? "" : ` of ${provider}`}`,
    Counted.of(messages, "message"),
    ...(waits > 0 ? [Counted.of(waits, "wait")] : []),
    ...(faults > 0 ? [`${Counted.of(faults, "element")} not readable`] : [])
  ].join(", ")

/** An export and its conversations. */
export const details = (one: ExportResource.ExportDetails): string =>
  [
    summary(one),
    ...(one.problem === undefined ? [] : [`  ${Escape.line(one.problem.detail ?? one.problem.title)}\n`]),
    ...one.progress.map(({ conversation, messages, problem, state }) => {
      const why = problem === undefined ? "" : `: ${problem.detail ?? problem.title}`
      return `  ${Escape.line(`${conversation}  ${state}, ${Counted.of(messages, "message")}${why}`)}\n`
    })
  ].join("")

/** A page of exports. */
export const table = ({ items }: ExportResource.ExportPage): string =>
  items.length === 0
    ? "No exports. To start one: messages exports start <conversation>\n"
    : items.map((one) => `${one.createdAt.slice(0, 16).replace("T", " ")}  ${summary(one)}`).join("")
