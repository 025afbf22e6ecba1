/**
 * Chooses the readings of edited runs in formats where the whole conversation decides what may be sent. A message that has no element in the document may
 * separate a call from a result, so it is not enough that a reading exports to its own run: all messages have to export to the document.
 */
import { Json } from "@org/messages-core"
import type { Definition, Messages } from "../Definition.js"
import * as Native from "../Native.js"
import * as Match from "./Match.js"
import type * as Readings from "./Readings.js"
import * as Unfold from "../Unfold.js"

/** A run of a document, with the messages that it has by itself. */
export interface EditablePiece extends Unfold.Piece {
  /** The other ways to read the run, if it was edited. */
  readonly readings?: ReadonlyArray<Readings.Reading>
}

/**
 * The messages of a document: those with the most residue that export to it. A run that nothing exports to, because other programs changed more than
 * values, is read alone.
 */
export const messagesOf = (definition: Definition, pieces: ReadonlyArray<EditablePiece>): Messages => {
  const isSettled = definition.replayable === undefined || pieces.every(({ readings }) => readings === undefined)
  return isSettled ? pieces.flatMap(({ messages }) => messages) : chosen(definition, pieces)
}

const chosen = (definition: Definition, pieces: ReadonlyArray<EditablePiece>): Messages => {
  let choices = pieces.map(first)
  let wrong = wrongOf(definition, pieces, choices)
  if (wrong.size === 0) return choices.flatMap(({ messages }) => messages)
  const hopeless = wrongOf(definition, pieces, plain(definition, pieces))
  const isFitting = (index: number) => !wrong.has(index) || hopeless.has(index)
  choices = choices.map((choice, index) => (hopeless.has(index) ? alone(pieces[index], choice) : choice))
  let best: ReadonlyArray<Choice> = choices
  let fewest = pieces.length + 1
  for (let round = 0; round < roundsOf(pieces); round++) {
    wrong = wrongOf(definition, pieces, choices)
    const count = choices.filter((_, index) => !isFitting(index)).length
    if (count < fewest) {
      best = choices.map((choice, index) => (isFitting(index) ? choice : alone(pieces[index], choice)))
      fewest = count
    }
    if (count === 0) break
    const before = choices
    choices = before.map((choice, index) => (isFitting(index) ? choice : advanced(pieces[index], choice)))
    // No wrong run has another reading, so another edited run changes how it is exported: advance all of them.
    if (choices.every((choice, index) => choice === before[index]))
      choices = before.map((choice, index) => advanced(pieces[index], choice))
    if (choices.every((choice, index) => choice === before[index])) break
  }
  return best.flatMap(({ messages }) => messages)
}

interface Choice {
  readonly messages: Messages
  readonly level: number
}

/** How many combinations of readings are tried: each try exports the whole conversation, so that a long one is read in bounded time. */
const roundsOf = (pieces: ReadonlyArray<EditablePiece>): number =>
  Math.max(2, Math.min(32, Math.floor(4_000 / pieces.length)))

const first = ({ messages, readings }: EditablePiece): Choice => {
  const all = readings?.[0]?.()
  return all === undefined ? { messages, level: -1 } : { messages: all, level: 0 }
}

/** The reading of the run by itself, which later rounds do not change. */
const alone = (piece: EditablePiece | undefined, { messages }: Choice): Choice => ({
  messages: piece?.messages ?? messages,
  level: Infinity
})

/** What the document says without any residue. */
const plain = (definition: Definition, pieces: ReadonlyArray<EditablePiece>): ReadonlyArray<Choice> => {
  let messages: Messages = []
  return pieces.map(({ run }) => {
    messages = Unfold.messagesOf(definition, messages, run)
    return { messages, level: 0 }
  })
}

/** The next reading of an edited run that gives other messages, or the same choice if no reading does. */
const advanced = (piece: EditablePiece | undefined, choice: Choice): Choice => {
  for (let level = choice.level + 1; level < (piece?.readings?.length ?? 0); level++) {
    const messages = piece?.readings?.[level]?.()
    if (messages !== undefined && !Json.equal(messages, choice.messages)) return { messages, level }
  }
  return choice
}

/** The indices of the pieces that differ from what the export of all messages has in their place. */
const wrongOf = (
  definition: Definition,
  pieces: ReadonlyArray<EditablePiece>,
  choices: ReadonlyArray<Choice>
): ReadonlySet<number> => {
  const { invent, matches } = Match.make()
  const messages = choices.flatMap(({ messages }) => messages)
  const owners = choices.flatMap(({ messages }, place) => messages.map(() => place))
  const runs = choices.map((): Array<Json.JsonObject> => [])
  let at = 0
  for (const group of definition.split(definition.replayable?.(messages, invent) ?? messages)) {
    runs[owners[at] ?? 0]?.push(...Native.fromMessages(definition, group, invent))
    at += group.length
  }
  return new Set(pieces.flatMap(({ run }, place) => (matches(runs[place] ?? [], run) ? [] : [place])))
}
