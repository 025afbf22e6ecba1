/** Messages of about 2 KB for the benchmark of the archive. */
import { createWriteStream } from "node:fs"
import { once } from "node:events"
import * as ArchiveText from "./ArchiveText.js"

/**
 * What the searches of the benchmark look for. One message alone has the rare word; nine of ten have the common word, and about every fourth has the
 * common phrase.
 */
export const queries = { common: "the", rare: "xylophone", phrase: `"${ArchiveText.phrase}"`, commonPhrase: '"of the"' }

/** Writes messages as NDJSON, each a canonical message; gives the size of the file in bytes. */
export const write = async (path: string, count: number): Promise<number> => {
  const random = randomFrom(42)
  const texts = ArchiveText.make(random)
  const file = createWriteStream(path)
  let bytes = 0
  for (let index = 0; index < count; index++) {
    const line = `${JSON.stringify(messageAt(index, count, random, texts))}\n`
    bytes += Buffer.byteLength(line)
    if (!file.write(line)) await once(file, "drain")
  }
  file.end()
  await once(file, "finish")
  return bytes
}

const messageAt = (index: number, count: number, random: () => number, texts: ArchiveText.ArchiveText) => {
  const conversation = Math.floor(index / 50)
  const time = new Date(1.7e12 + index * 1000).toISOString()
  return {
    version: 1,
    format: "factory",
    ref: `factory:session-${conversation}/message-${index}`,
    id: `message-${index}`,
    ...content(index, index === Math.floor(count / 2) ? " xylophone" : "", random, texts),
    createdAt: time,
    updatedAt: time,
    model: "a-model"
  }
}

/** Every tenth message is Chinese, and another tenth is the result of a tool. */
const content = (index: number, end: string, random: () => number, texts: ArchiveText.ArchiveText) => {
  const role = index % 2 === 0 ? "user" : "assistant"
  const said = (text: string) => ({ role, parts: [{ type: "text", text: `${text}${end}` }] })
  if (index % 10 === 9) return said(texts.chinese(600))
  if (index % 10 !== 4) return said(texts.english(225 + 65 * random()))
  const output: unknown = JSON.parse(texts.records(16))
  return { role: "tool", parts: [{ type: "tool-result", callId: `call-${index}`, name: "list_invoices", output }] }
}

/** The same numbers in every run (mulberry32). */
const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}
