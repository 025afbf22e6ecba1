/** Conversations of any length about the days of the bakery. They are always the same, and their messages are made one by one. */
import type { Json } from "@org/messages-core"

/** The sizes of the diaries that every sandbox has, in messages. */
export const sizes: ReadonlyArray<number> = [3, 120, 2500]

/** One message, in no provider's form. A day has seven, in the order of `kinds`. */
export interface Entry {
  readonly kind: (typeof kinds)[number]
  /** In epoch milliseconds. */
  readonly at: number
  readonly text: string
  /** The assistant's reasoning before `answer` and `call`. */
  readonly thought: string
  /** The tool that `call` calls and whose output `result` has. */
  readonly tool: Tool
}

/** A call of a tool, with its result. */
export interface Tool {
  readonly id: string
  readonly name: string
  readonly input: Json.JsonObject
  readonly output: Json.JsonObject
  readonly isError: boolean
}

const kinds = ["question", "answer", "thanks", "request", "call", "result", "report"] as const

/** Whether the customer wrote the message, not the assistant or a tool. */
export const isCustomers = ({ kind }: Entry): boolean => kind === "question" || kind === "thanks" || kind === "request"

/** The price list that comes with a `request`. */
export const priceList = { filename: "prices.csv", mediaType: "text/csv", text: "rye flour,0.92\nwheat flour,0.78\n" }

/** The message at an index. Messages are 95 seconds apart, from 1 February 2026 on. */
export const entry = (index: number): Entry => {
  const day = Math.floor(index / kinds.length)
  const kind = pick(kinds, index)
  const tool = order(day)
  return { kind, at: first + index * 95_000, text: text(kind, day, tool), thought: thought(kind, day), tool }
}

const first = Date.UTC(2026, 1, 1, 6)

const text = (kind: Entry["kind"], day: number, { input, isError, output }: Tool): string => {
  const bread = pick(breads, day)
  switch (kind) {
    case "question":
      return `Day ${day + 1}: how many loaves of ${bread} did we sell today?`
    case "answer":
      return `${sold(day)} loaves of ${bread}, and ${sold(day + 1)} of all the others. ${pick(remarks, day)}`
    case "thanks":
      return pick(thanks, day)
    case "request":
      return `Please order ${String(input["kilograms"])} kg of ${pick(flours, day)}. The price list is attached.`
    case "call":
      return "I am ordering it from the mill now."
    case "result":
      return JSON.stringify(output)
    case "report":
      return isError
        ? "The mill did not answer. I will try again in an hour, and the flour lasts until then."
        : `Ordered: ${String(input["kilograms"])} kg of ${pick(flours, day)} arrive on ${String(output["arrives"])} 🥖`
  }
}

const thought = (kind: Entry["kind"], day: number): string =>
  kind === "call"
    ? `The order is above the smallest one. ${pick(flours, day)} is on the price list.`
    : `The till knows the sales of day ${day + 1}.`

/** On every ninth day, the mill does not answer. */
const order = (day: number): Tool => {
  const isError = day % 9 === 8
  return {
    id: `call_order_${day + 1}`,
    name: "order_flour",
    input: { flour: pick(flours, day), kilograms: 25 * (1 + (day % 8)), supplier: "mill" },
    output: isError ? { error: "no answer from the mill" } : { order: 1000 + day, arrives: pick(days, day) },
    isError
  }
}

const sold = (day: number): number => 12 + ((day * 37) % 64)

const pick = <A>(values: readonly [A, ...ReadonlyArray<A>], index: number): A =>
  values[index % values.length] ?? values[0]

const breads = ["rye", "spelt", "walnut", "sourdough", "potato bread"] as const
const flours = ["rye flour", "wheat flour"] as const
const days = ["Monday", "Tuesday", "Thursday", "Friday"] as const
const remarks = [
  "That is a little more than yesterday.",
  "The rain kept people at home.",
  "We were sold out at noon; I would bake ten more tomorrow.\n\n- rye: 6 more\n- spelt: 4 more"
] as const
const thanks = ["Thank you!", "Thanks, that is good to know.", "Danke schön 😊"] as const
