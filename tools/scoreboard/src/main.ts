/** Installs the rivals, measures every client, and writes docs/faults.json and the tables of docs/faults.md. With names as arguments, measures only those clients and prints the tables. */
import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as Clients from "./Clients.js"
import * as FaultReport from "./FaultReport.js"
import * as Score from "./Score.js"
import * as Table from "./Table.js"

const rivals = fileURLToPath(new URL("../rivals", import.meta.url))
const page = fileURLToPath(new URL("../../../docs/faults.md", import.meta.url))
const data = fileURLToPath(new URL("../../../docs/faults.json", import.meta.url))

const only = process.argv.slice(2)
const names = only.length === 0 ? Clients.names : only

if (names.some(Clients.isRival)) execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: rivals, stdio: "inherit" })

const scores: Array<Score.Score> = []
for (const name of names) {
  console.error(`measuring ${name}`)
  scores.push(await Score.of(name))
}

const [start, end] = ["<!-- scoreboard -->", "<!-- end of scoreboard -->"]
const report = FaultReport.of(scores, new Date().toISOString().slice(0, 10))
const table = Table.markdown(report)
if (only.length > 0) console.log(table)
else {
  writeFileSync(data, `${JSON.stringify(report, undefined, 2)}\n`)
  const text = readFileSync(page, "utf8")
  const [before = ""] = text.split(start)
  const [, after = ""] = text.split(end)
  writeFileSync(page, `${before}${start}\n\n${table}\n\n${end}${after}`)
}
process.exit()
