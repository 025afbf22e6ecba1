/** Answers of providers within every limit that take as long as possible to read: each is near 16 MiB or 400,000 values, of which a key is three. */
import { type Provider } from "../mapping/NativeMessages.js"

/** One such answer. */
export interface HostileAnswer {
  readonly what: string
  readonly provider: Provider
  readonly ref: string
  /** The path on the provider's server. */
  readonly path: string
  readonly body: () => string
}

const answer = (id: string, provider: "veryfront" | "mielto", what: string, fields: () => string): HostileAnswer => ({
  what,
  provider,
  ref: provider === "veryfront" ? `veryfront:c/${id}` : `mielto:${id}`,
  path: provider === "veryfront" ? `/conversations/c/messages/${id}` : `/api/v1/messages/${id}`,
  body: () => `{"id":"${id}",${fields()}}`
})

const list = (length: number, element: (index: number) => string): string =>
  Array.from({ length }, (_, index) => element(index)).join(",")

const mebibytes = (count: number, text: string): string => text.repeat((count * 2 ** 20) / text.length)

const call = (text: string) =>
  `"conversation_id":"c","content":"","tool_calls":[{"id":"a","function":{"name":"f","arguments":"${text}"}}]`

export const answers: ReadonlyArray<HostileAnswer> = [
  answer("h1", "veryfront", "44,000 parts in 15.4 MiB", () => {
    const text = "x".repeat(340)
    return `"parts":[${list(44_000, () => `{"type":"text","text":"${text}"}`)}]`
  }),
  answer("h2", "veryfront", "30,700 parts with unknown keys", () => {
    return `"parts":[${list(30_700, (index) => `{"type":"text","text":"x","k${index}":1}`)}]`
  }),
  answer("h3", "veryfront", "390,000 empty objects as parts", () => `"parts":[${list(390_000, () => "{}")}]`),
  answer("h4", "veryfront", "99,000 unknown keys", () => `"parts":[],${list(99_000, (index) => `"k${index}":1`)}`),
  answer("h5", "mielto", "a text of 15.5 MiB", () => `"conversation_id":"c","content":"${mebibytes(15.5, "text")}"`),
  answer("h6", "mielto", "arguments with 15.5 MiB of text", () => call(`{\\"a\\":\\"${mebibytes(15.5, "text")}\\"}`)),
  answer("h7", "mielto", "arguments with five million objects", () => call(`[${"{},".repeat(5_000_000)}{}]`))
]
