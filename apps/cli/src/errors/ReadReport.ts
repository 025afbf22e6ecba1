/** The reports of commands that read lists, conversations and replies. */
import { Problem } from "@org/messages-core"
import { ShellQuote } from "@org/messages-terminal"
import * as Advice from "./Advice.js"
import * as ExitCode from "./ExitCode.js"
import type { NoReply, UnfinishedReading, UnreadableElements, UnreadMessages } from "./CommandFailure.js"
import * as ProblemReport from "./ProblemReport.js"

/** The errors that have a report here. */
export type ReadingFailure = NoReply | UnfinishedReading | UnreadableElements | UnreadMessages

/** The report of such an error. `remote` says whether the command used a messages-server. */
export const of = (failure: ReadingFailure, remote: boolean): ProblemReport.Report => {
  switch (failure._tag) {
    case "UnreadableElements":
      return ofElements(failure)
    case "UnreadMessages":
      return ofUnread(failure)
    case "UnfinishedReading":
      return ofUnfinished(failure, remote)
    case "NoReply":
      return ofNoReply(failure)
  }
}

const ofElements = ({ count, faults }: UnreadableElements): ProblemReport.Report =>
  ProblemReport.make({
    exit: 8,
    name: "unreadable-elements",
    status: 502,
    origin: "provider",
    detail: `${count === 1 ? "One element" : `${count} elements`} of the list could not be read`,
    advice: ["All others were read and printed"],
    more: { count, faults }
  })

const ofUnread = ({ asked, count, exit }: UnreadMessages): ProblemReport.Report =>
  ProblemReport.make({
    exit,
    name: "unread-messages",
    status: 502,
    detail: `${count} of ${asked} messages could not be read`,
    more: { count, asked }
  })

const ofUnfinished = ({ command, failure }: UnfinishedReading, remote: boolean): ProblemReport.Report => {
  const { cursor, error, given, message } = failure
  const more = cursor === undefined ? [] : [`To continue: messages ${command} --cursor ${ShellQuote.quote(cursor)}`]
  return {
    exit: ExitCode.of(error),
    detail: message,
    advice: [...Advice.of(error, remote), ...more],
    problem: { ...Problem.of(error), detail: message, given, ...(cursor !== undefined && { cursor }) }
  }
}

const ofNoReply = ({ conversation, patience, ref }: NoReply): ProblemReport.Report =>
  ProblemReport.make({
    exit: 7,
    name: "no-reply",
    status: 504,
    origin: "provider",
    detail: `The message was posted as ${ref}, but the agent's reply was not complete after ${patience}`,
    advice: [`Do not post it again; read the reply later: messages read ${ShellQuote.quote(conversation)}`],
    more: { ref }
  })
