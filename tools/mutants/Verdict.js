// Judges a mutant by Vitest's JSON report of the tests.

/**
 * `noticed`: an assertion failed. `survived`: all tests passed. `error`: tests failed, but none by an assertion, so it may be
 * chance. `invalid`: the code could not be loaded, which says nothing about the tests.
 */
export const verdict = (report, output = "") => {
  if (report === "") return { outcome: "invalid", by: lastLine(output) }
  const { numTotalTests, testResults } = JSON.parse(report)
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "failed")
  )
  const unloaded = testResults.find(
    ({ assertionResults, status }) => status === "failed" && assertionResults.length === 0
  )
  if (unloaded !== undefined || numTotalTests === 0)
    return { outcome: "invalid", by: lastLine(unloaded?.message ?? "no tests") }
  if (failed.length === 0) return { outcome: "survived", by: "" }
  const asserted = failed.find(({ failureMessages }) => failureMessages.some((message) => assertion.test(message)))
  return asserted === undefined ? { outcome: "error", by: failed[0].title } : { outcome: "noticed", by: asserted.title }
}

/** The assertion errors of Chai and Node, and a failed property of fast-check. */
const assertion = /AssertionError|Property failed after/

const lastLine = (text) => text.trim().split("\n").at(-1) ?? ""
