// Measures the walk that every message is checked by, next to the parse before it. Usage: node bench/walk.js, after a build.
import { Json } from "@org/messages-core"
import { readFileSync } from "node:fs"
import { performance } from "node:perf_hooks"

const sample = JSON.parse(
  readFileSync(new URL("../../../tools/contract/samples/veryfront/msg-all-11-parts.json", import.meta.url), "utf8")
)
const texts = {
  "one message of eleven parts": JSON.stringify(sample),
  "2,200 parts": JSON.stringify({ ...sample, parts: Array.from({ length: 200 }, () => sample.parts).flat() }),
  "10 KB of text": JSON.stringify({ ...sample, parts: [{ type: "text", text: "word ".repeat(2000) }] })
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

/** Microseconds of one call: the median of 15 rounds. */
const time = (call, times) =>
  median(
    Array.from({ length: 15 }, () => {
      const start = performance.now()
      for (let index = 0; index < times; index++) call(index)
      return ((performance.now() - start) / times) * 1000
    })
  )

for (const [name, text] of Object.entries(texts)) {
  const times = Math.ceil(3_000_000 / text.length)
  const values = Array.from({ length: 50 }, () => JSON.parse(text))
  const parse = time(() => JSON.parse(text), times)
  const walk = time((index) => Json.fault(values[index % 50]), times)
  console.log(`${name}: parse ${parse.toFixed(1)} µs, walk ${walk.toFixed(1)} µs, ${(walk / parse).toFixed(2)} of it`)
}
