/**
 * Texts for the benchmark of the archive, the same ones in every run. Words are as frequent as in English (Zipf's law), and stand in sentences
 * about a topic, with phrases and names from programs, so that 1,800 characters have 254 words, 120 of them different, and a message deflates to
 * 0.43 of its size: the READMEs of the packages in `node_modules` have 252 and 117, and deflate to 0.43. Chinese has words of two characters as
 * frequent as these; tools bring JSON.
 */

/** Makes texts. */
export interface ArchiveText {
  /** Sentences of about so many words, in paragraphs. */
  readonly english: (words: number) => string
  /** Sentences of about so many characters. */
  readonly chinese: (characters: number) => string
  /** What a tool brings: a list of so many records, as JSON. */
  readonly records: (count: number) => string
}

/** A phrase that about one message in a hundred has. */
export const phrase = "customer report"

/** Texts from numbers from 0 to 1. */
export const make = (random: () => number): ArchiveText => {
  const rank = (ranks: ReadonlyArray<number>): number => {
    const wanted = random() * (ranks.at(-1) ?? 0)
    let [low, high] = [0, ranks.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ranks[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
  const below = (end: number): number => Math.floor(random() * end)
  const word = (): string => words[rank(ofWords)] ?? ""
  // People and models say many things again.
  const phrases = Array.from({ length: ofPhrases.length }, (_, index) =>
    index === 300 ? phrase : Array.from({ length: 2 + below(3) }, word).join(" ")
  )
  /** A name from a program, such as `invoiceStatusList`. */
  const name = (): string =>
    Array.from({ length: 2 + below(2) }, word)
      .map((text, index) => (index === 0 ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}`))
      .join("")
  const part = (topic: ReadonlyArray<string>): string => {
    const kind = random()
    if (kind < 0.02) return String(below(5_000))
    if (kind < 0.25) return phrases[rank(ofPhrases)] ?? ""
    return kind < 0.65 ? (topic[below(topic.length)] ?? "") : word()
  }
  const sentence = (topic: ReadonlyArray<string>): string => {
    const parts = Array.from({ length: 4 + below(10) }, () => part(topic))
    const text = parts.join(" ")
    const end = random() < 0.1 ? "?" : "."
    return `${text.charAt(0).toUpperCase()}${random() < 0.3 ? text.slice(1).replace(" ", ", ") : text.slice(1)}${end}`
  }
  const pair = (): string => pairs[rank(ofPairs)] ?? ""

  return {
    english: (count) => {
      const topic = Array.from({ length: 14 }, () => (random() < 0.8 ? name() : word()))
      const sentences: Array<string> = []
      for (let made = 0; made < count;) {
        const next = sentence(topic)
        made += next.split(" ").length
        sentences.push(next)
      }
      return sentences.reduce((text, next) => `${text}${text === "" ? "" : random() < 0.2 ? "\n\n" : " "}${next}`, "")
    },
    chinese: (count) => {
      let text = ""
      while (text.length < count)
        text += `${Array.from({ length: 4 + below(10) }, () => (random() < 0.15 ? "的" : pair())).join("")}${random() < 0.5 ? "，" : "。"}`
      return text
    },
    records: (count) =>
      JSON.stringify({
        total: count,
        items: Array.from({ length: count }, () => ({
          id: `rec_${below(36 ** 6).toString(36)}`,
          name: `${word()} ${word()}`,
          status: ["open", "paid", "overdue"][below(3)],
          amount: below(100_000) / 100,
          updated_at: new Date(1.7e12 + below(3e9) * 10).toISOString()
        }))
      })
  }
}

const common =
  "the of and to in a is that for it as was with be by on not he this are or his from at which but have an had they you were their one all we can her has there been if more when will would who so no out up into them then she may what than some could other do time these only two its about how our any each make like just over such because through between where after first new also most should same here must very work while those back even well both much without being see find use used another between still last need way every get file read write list data test run name type value code user message invoice refund order customer report error result table page line set change add check account total month payment send number service request answer question please thanks today week"
    .split(" ")
    .filter((word, index, all) => all.indexOf(word) === index)

const syllables =
  "ba be bo ca ce co da de di do fa fe fi ga ge ha he hi in ka la le li lo ma me mi mo na ne no or pa pe pi po ra re ri ro sa se si so ta te ti to un va ve vi za tion ment ing er ly al ist ous ern str pl gr".split(
    " "
  )

/** Every number gives another word. */
const rareWord = (index: number): string => {
  let [text, rest] = ["", index]
  do {
    text += syllables[rest % syllables.length] ?? ""
    rest = Math.floor(rest / syllables.length)
  } while (rest > 0)
  return text.length < 5 ? `${text}${syllables[(index * 7) % syllables.length] ?? ""}n` : text
}

const words = [...common, ...Array.from({ length: 40_000 }, (_, index) => rareWord(index + 60))]

const pairs = Array.from({ length: 12_000 }, (_, index) =>
  String.fromCodePoint(0x4e00 + ((index * 7_919) % 2_500), 0x4e00 + ((index * 104_729) % 2_500))
)

/** The sums of the frequencies: the first 1,000 words are three quarters of a text, as in English. */
const zipf = (count: number): ReadonlyArray<number> => {
  let sum = 0
  return Array.from({ length: count }, (_, index) => (sum += (index + 2.7) ** -1.12))
}

const ofWords = zipf(words.length)
const ofPhrases = zipf(4_000)
const ofPairs = zipf(pairs.length)
