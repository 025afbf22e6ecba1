// Plants one fault after another in a copy of the tree, and runs the tests that must notice it.
// Usage: npm run mutants -- [--check] [text ...]. A text selects the mutants whose file or fault contains it; `--check` only checks that
// each mutant still fits its file. Exits with 1 if a mutant survives, does not fit, or breaks more than the behaviour.
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as TreeCopy from "../tree/TreeCopy.js"
import { all } from "./Mutants.js"
import { verdict } from "./Verdict.js"

const args = process.argv.slice(2)
const texts = args.filter((argument) => !argument.startsWith("--"))
const chosen = all.filter(
  ({ fault, file }) => texts.length === 0 || texts.some((text) => `${file} ${fault}`.includes(text))
)
const isCheck = args.includes("--check")

/** The file with the fault in it, or nothing if the text to replace is not in the file exactly once. */
const planted = (folder, { file, find, replace }) => {
  const parts = read(join(folder, file)).split(find)
  return parts.length === 2 ? parts.join(replace) : undefined
}

const read = (file) => {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return ""
  }
}

const tests = (folder, mutant) => {
  const report = join(folder, "report.json")
  writeFileSync(report, "")
  const { stdout } = TreeCopy.run(
    "vitest/vitest.mjs",
    [
      "run",
      "--config",
      "../../vitest.config.ts",
      "--dir",
      "test",
      "--reporter",
      "json",
      "--outputFile",
      report,
      ...mutant.tests
    ],
    join(folder, mutant.package)
  )
  return verdict(read(report), stdout)
}

const rows = []
const note = (mutant, outcome, by = "") => {
  rows.push({ ...mutant, outcome })
  console.log(`${outcome.padEnd(9)} ${mutant.file}: ${mutant.fault}${by === "" ? "" : ` (${by})`}`)
}

const copy = TreeCopy.make("mutants")
const { folder } = copy
process.once("exit", copy.remove)
process.once("SIGINT", () => process.exit(130))

const stale = chosen.filter((mutant) => planted(folder, mutant) === undefined)
for (const mutant of stale) note(mutant, "stale", "its text is not in the file exactly once")

if (!isCheck) {
  const fresh = chosen.filter((mutant) => !stale.includes(mutant))
  // A test that also fails without the fault proves nothing.
  const healthy = new Map()
  for (const mutant of fresh) {
    const suite = `${mutant.package} ${mutant.tests.join(" ")}`
    if (!healthy.has(suite)) healthy.set(suite, tests(folder, mutant).outcome === "survived")
    if (!healthy.get(suite)) {
      note(mutant, "invalid", "its tests fail without it")
      continue
    }
    const path = join(folder, mutant.file)
    const original = read(path)
    writeFileSync(path, planted(folder, mutant))
    const { by, outcome } = tests(folder, mutant)
    writeFileSync(path, original)
    note(mutant, outcome, by)
  }
}

const bad = rows.filter(({ outcome }) => outcome !== "noticed")
console.log(`\n${chosen.length} mutants: ${isCheck ? `${stale.length} stale` : `${rows.length - bad.length} noticed`}`)
for (const { fault, file, outcome } of bad) console.log(`${outcome}: ${file}: ${fault}`)
process.exit(bad.length === 0 ? 0 : 1)
