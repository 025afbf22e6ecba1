/** Messages of about 2 KB for the benchmark of the archive: words that are as common as in real texts, and a tenth of them Chinese. */
import { createWriteStream } from "node:fs"
import { once } from "node:events"

/** What the searches of the benchmark look for. Message `rareAt` alone has the rare word. */
export const queries = { common: "word1", rare: "xylophone", phrase: '"word1 word2"' }

/** Writes messages as NDJSON, each a canonical message; gives the size of the file in bytes. */
export const write = async (path: string, count: number): Promise<number> => {
  const random = randomFrom(42)
  const file = createWriteStream(path)
  let bytes = 0
  for (let index = 0; index < count; index++) {
    const line = `${JSON.stringify(messageAt(index, count, random))}\n`
    bytes += Buffer.byteLength(line)
    if (!file.write(line)) await once(file, "drain")
  }
  file.end()
  await once(file, "finish")
  return bytes
}

const messageAt = (index: number, count: number, random: () => number) => {
  const conversation = Math.floor(index / 50)
  const text = index % 10 === 9 ? chinese(600, random) : words(280, random)
  return {
    version: 1,
    format: "factory",
    ref: `factory:session-${conversation}/message-${index}`,
    id: `message-${index}`,
    role: index % 2 === 0 ? "user" : "assistant",
    parts: [{ type: "text", text: index === Math.floor(count / 2) ? `${text} xylophone` : text }],
    createdAt: new Date(1.7e12 + index * 1000).toISOString(),
    updatedAt: new Date(1.7e12 + index * 1000).toISOString(),
    model: "a-model"
  }
}

/** The nth word is about as common as one in n words. */
const words = (count: number, random: () => number): string =>
  Array.from({ length: count }, () => `word${Math.floor(Math.exp(random() * Math.log(50_000)))}`).join(" ")

const chinese = (count: number, random: () => number): string =>
  Array.from({ length: count }, () => String.fromCodePoint(0x4e00 + Math.floor(random() ** 3 * 5_000))).join("")

/** The same numbers in every run (mulberry32). */
const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}
