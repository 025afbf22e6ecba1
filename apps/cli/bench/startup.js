// How long the command line takes to start, beside Node itself: `node bench/startup.js [runs]`.
import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"

const runs = Number(process.argv[2] ?? 21)
const program = fileURLToPath(new URL("../bin/messages.js", import.meta.url))

const milliseconds = (args) => {
  const start = process.hrtime.bigint()
  const { status } = spawnSync(process.execPath, args, { stdio: "ignore" })
  if (status !== 0) throw new Error(`node ${args.join(" ")} exits with ${status}`)
  return Number(process.hrtime.bigint() - start) / 1e6
}

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]

// Turn by turn, so that both see the same machine.
const bare = []
const started = []
for (let run = 0; run < runs; run++) {
  bare.push(milliseconds(["-e", "0"]))
  started.push(milliseconds([program, "--version"]))
}

const [a, b] = [median(bare), median(started)]
console.log(`node -e 0           ${a.toFixed(0)} ms`)
console.log(`messages --version  ${b.toFixed(0)} ms`)
console.log(`ratio               ${(b / a).toFixed(2)}`)
