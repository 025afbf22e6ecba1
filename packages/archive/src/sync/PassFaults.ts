/** Keeps, with the state of a pass, the elements that it could not read. */
import type { Page } from "@org/messages-core"
import type * as SyncState from "./SyncState.js"
import { maximumFaults } from "./Tally.js"

/** The faults of a pass after one more page. */
export const after = (
  reading: SyncState.Reading,
  page: ReadonlyArray<Page.PageFault> = []
): Pick<SyncState.Reading, "faults" | "problems"> => ({
  faults: reading.faults + page.length,
  problems: [...(reading.problems ?? []), ...page.map((fault) => sentence(reading, fault))].slice(0, maximumFaults)
})

/** Only a complete pass knows how many messages come before its page. */
const sentence = ({ given, mode }: SyncState.Reading, { index, path, problem }: Page.PageFault): string =>
  `element ${index}${path === "" ? "" : ` at ${path}`} of ${mode === "whole" ? `the page after ${given} messages` : "its page"}: ${problem}`
