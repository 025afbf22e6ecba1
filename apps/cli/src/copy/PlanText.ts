/** Shows the plan of a copy to a person. */
import type { CopyPlan } from "@org/messages-conversations"
import { Escape } from "@org/messages-terminal"

/** What would be posted, and what the target cannot hold. */
export const of = (source: string, target: string, plan: CopyPlan.CopyPlan): string => {
  const { dropped, empty, messages, posts, siblings } = plan
  return [
    `${Escape.line(source)} → ${Escape.line(target)}: ${count(messages, "message")}, ${count(posts, "post")}`,
    ...(empty > 0 ? [`  ${count(empty, "message")} without a text, of which nothing is posted`] : []),
    ...(siblings > 0 ? [`  ${count(siblings, "message")} of other branches, posted in the order of the list`] : []),
    ...Object.entries(dropped).map(
      ([name, number]) => `  not kept: ${Escape.line(name)} of ${count(number, "message")}`
    )
  ].join("\n")
}

const count = (number: number, noun: string): string =>
  `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`
