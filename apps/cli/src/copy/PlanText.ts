/** Shows the plan of a copy to a person. */
import type { CopyPlan } from "@org/messages-conversations"
import { Escape } from "@org/messages-terminal"
import * as Counted from "../output/Counted.js"

/** What would be posted, and what the target cannot hold. */
export const of = (source: string, target: string, plan: CopyPlan.CopyPlan): string => {
  const { dropped, empty, messages, posts, siblings } = plan
  return [
    `${Escape.line(source)} → ${Escape.line(target)}: ${Counted.of(messages, "message")}, ${Counted.of(posts, "post")}`,
    ...(empty > 0 ? [`  ${Counted.of(empty, "message")} without a text, which are not posted`] : []),
    ...(siblings > 0
      ? [`  ${Counted.of(siblings, "message")} of other branches, posted in the order of the list`]
      : []),
    ...Object.entries(dropped).map(
      ([name, number]) => `  not kept: ${Escape.line(name)} of ${Counted.of(number, "message")}`
    )
  ].join("\n")
}
