/** Makes the reports of the archive's errors. */
import * as Advice from "./Advice.js"
import type { ArchiveErrors, FaultyArchive, UnfinishedSync } from "./ArchiveErrors.js"
import * as ExitCode from "./ExitCode.js"
import * as ProblemReport from "./ProblemReport.js"

/** The report of such an error. `remote` says whether the command used a messages-server. */
export const of = (failure: ArchiveErrors, remote: boolean): ProblemReport.Report => {
  switch (failure._tag) {
    case "InvalidQuery":
      return ProblemReport.make({
        exit: 2,
        name: "invalid-query",
        status: 400,
        detail: failure.message,
        advice: ['Search for words, "phrases", or prefixes such as refund*'],
        more: { query: failure.query }
      })
    case "ImportConflict": {
      const { conversation, message, name, position } = failure
      return ProblemReport.make({
        exit: 2,
        name: "import-conflict",
        status: 409,
        detail: message,
        advice: ["Rename the file, and import it again: its conversation gets the new name"],
        more: { name, conversation, position }
      })
    }
    case "FaultyArchive":
      return ofFaulty(failure)
    case "UnfinishedSync":
      return ofSync(failure, remote)
  }
}

const ofFaulty = ({ place, verification }: FaultyArchive): ProblemReport.Report => {
  const { findingCount, findings } = verification
  const places = findings.slice(0, shown).map(({ problem, ref }) => (ref === undefined ? problem : `${ref} ${problem}`))
  const detail = `The archive ${place} has ${findingCount === 1 ? "one fault" : `${findingCount} faults`}`
  const advice = [
    "Keep the file as it is, and sync again into a new archive: messages archive sync --all --file <file>"
  ]
  const report = ProblemReport.make({
    exit: 8,
    name: "faulty-archive",
    status: 500,
    detail,
    advice,
    more: { ...verification }
  })
  return { ...report, places: withRest(places, findingCount) }
}

/** The highest exit code of all faults. */
const ofSync = ({ faultCount, faults }: UnfinishedSync, remote: boolean): ProblemReport.Report => {
  const errors = faults.flatMap(({ error }) => (error === undefined ? [] : [error]))
  const exit = Math.max(...faults.map(({ error }) => (error === undefined ? 8 : ExitCode.of(error))))
  const report = ProblemReport.make({
    exit,
    name: "unfinished-sync",
    status: 502,
    origin: "provider",
    detail: `${faultCount === 1 ? "One item" : `${faultCount} items`} could not be read; everything else is in the archive`,
    advice: [...new Set(errors.flatMap((error) => Advice.of(error, remote).slice(0, 1)))].slice(0, 3),
    more: { faultCount, faults }
  })
  const places = faults.slice(0, shown).map(({ problem, ref }) => `${ref}: ${problem}`)
  return { ...report, places: withRest(places, faultCount) }
}

const shown = 20

const withRest = (places: ReadonlyArray<string>, all: number): ReadonlyArray<string> =>
  all > places.length ? [...places, `and ${all - places.length} more`] : places
