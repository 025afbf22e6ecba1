/** The laws of formats, as properties: round trip, accounted, import, local, hostile slots. What the official readers judge is in the tests. */
import { Json, Message } from "@org/messages-core"
import { type Definition, Export, Import, Inventor, Section, type Sidecar } from "@org/messages-formats"
import * as Either from "effect/Either"
import assert from "node:assert/strict"
import * as Edit from "./Edit.js"
import { leavesOf } from "./Leaves.js"
import { isSame, same, sorted, throughText } from "./Sorted.js"

type Messages = Definition.Messages

const canSay = (definition: Definition.Definition, messages: Messages): boolean =>
  definition.refusesEmpty !== true || messages.length > 0

const exported = (definition: Definition.Definition, messages: Messages, keep: Export.Keep): Export.Export => {
  const known = exports.get(messages)
  if (known?.definition === definition && known[keep] !== undefined) return known[keep]
  const made = Either.getOrThrow(Export.of(definition, messages, { keep }))
  exports.set(messages, { ...(known?.definition === definition && known), definition, [keep]: made })
  return made
}

/** The exports of a conversation, which several laws look at. */
const exports = new WeakMap<
  Messages,
  { readonly definition: Definition.Definition } & { readonly [keep in Export.Keep]?: Export.Export }
>()

const imported = (definition: Definition.Definition, value: unknown, residue?: unknown): Messages =>
  Either.getOrThrow(Import.of(definition, throughText(value), throughText(residue))).messages

/** Law 1: what is exported comes back, embedded and beside, through JSON text; and the messages are not changed. */
export const roundTrip = (definition: Definition.Definition, messages: Messages): void => {
  if (!canSay(definition, messages)) return
  const before = JSON.stringify(messages)
  exports.delete(messages)
  if (definition.slot !== undefined) {
    const { residue, value } = exported(definition, messages, "embed")
    assert.ok(residue === undefined || value.length === 0, "a sidecar, though there are slots")
    same(imported(definition, value, residue), messages, "embedded")
  }
  const { residue, value } = exported(definition, messages, "beside")
  same(imported(definition, value, residue), messages, "beside")
  assert.equal(JSON.stringify(messages), before, "the messages were changed")
}

/** Law 2: every leaf of the messages is kept, changed or dropped; nothing is reported if and only if everything comes back. */
export const accounted = (definition: Definition.Definition, messages: Messages): void => {
  if (!canSay(definition, messages)) return
  const { report, value } = exported(definition, messages, "none")
  const back = imported(definition, value)
  const leaves = leavesOf(messages)
  const theirs = leavesOf(back)
  const document = leavesOf(value)
  if (messages.length > 0) assert.equal(report.kept + report.changed.length + report.dropped.length, leaves.size, "sum")
  const named = [...report.changed, ...report.dropped]
  assert.equal(new Set(named).size, named.length, "a leaf is named twice")
  for (const path of named) assert.ok(leaves.has(path), `${path} is no leaf of the messages`)
  for (const path of report.added) assert.ok(theirs.has(path), `${path} is no leaf of what comes back`)
  for (const path of report.synthetic) assert.ok(document.has(path), `${path} is no leaf of the document`)
  const nothing = named.length === 0 && report.added.length === 0
  assert.equal(nothing, isSame(back, messages), "nothing is lost, says the report or the messages")
}

/** Law 4: a document that the format's readers accept becomes canonical messages, and exports to an equal document. */
export const imports = (definition: Definition.Definition, document: ReadonlyArray<Json.JsonObject>): void => {
  const messages = imported(definition, document)
  for (const message of messages) {
    assert.ok(Message.isMessage(message), "a message is not canonical")
    assert.equal(message.format, definition.name)
  }
  if (!canSay(definition, messages)) return
  for (const keep of ["embed", "none"] as const) same(exported(definition, messages, keep).value, document, keep)
}

/** Law 5: each section of a document stands alone: deleted, inserted, or in another order, the others stay right. */
export const local = (definition: Definition.Definition, messages: Messages): void => {
  if (!canSay(definition, messages)) return
  const sections = Section.of(definition, messages, Inventor.of(messages)).filter(({ run }) => run.length > 0)
  if (sections.length < 2) return
  const orders = [sections.slice(1), sections.slice(0, -1), [...sections].reverse()]
  if (definition.slot !== undefined) {
    const { value } = exported(definition, messages, "embed")
    let at = 0
    const runs = new Map(
      sections.map((section) => {
        const run = value.slice(at, at + section.run.length)
        at += section.run.length
        return [section, run] as const
      })
    )
    for (const order of orders)
      same(
        imported(
          definition,
          order.flatMap((section) => runs.get(section) ?? [])
        ),
        order.flatMap((section) => section.messages),
        "embedded"
      )
  }
  const clean = sections.map(({ run }) => sorted(run))
  // Nothing can tell two sections apart that give the same elements.
  if (new Set(sections.flatMap(({ run }) => run.map(sorted))).size < sections.flatMap(({ run }) => run).length) return
  assert.equal(new Set(clean).size, clean.length)
  const { residue } = exported(definition, messages, "beside")
  for (const order of orders)
    same(
      imported(
        definition,
        order.flatMap(({ run }) => run),
        residue
      ),
      order.flatMap((section) => section.messages),
      "beside"
    )
}

/**
 * Law 5, insertion: an element that another program puts between two sections, or inside the run of one, and an element that it takes out of a run of
 * several leave all other sections right.
 */
export const mended = (definition: Definition.Definition, messages: Messages): void => {
  const inserted = (["user", "assistant"] as const)
    .map(
      (role) => exported(definition, [{ version: 1, role, parts: [{ type: "text", text: "inserted" }] }], "none").value
    )
    .find((run) => run.length === 1)
  const sections = Section.of(definition, messages, Inventor.of(messages))
  const elements = sections.flatMap(({ run }) => run)
  const middle = Math.floor(sections.length / 2)
  const several = sections.findIndex(({ run }) => run.length > 1)
  if (!canSay(definition, messages) || inserted === undefined || elements.length === 0) return
  for (const keep of definition.slot === undefined ? (["beside"] as const) : (["embed", "beside"] as const)) {
    // Nothing can tell two elements apart that are equal, unless they have slots.
    if (keep === "beside" && new Set(elements.map(sorted)).size < elements.length) continue
    const { residue, value } = exported(definition, messages, keep)
    // Without a sidecar, a reader finds the borders of runs alone.
    if (keep === "beside" && residue === undefined && definition.runs !== undefined) continue
    let at = 0
    for (const [index, { run }] of sections.entries()) {
      const head = sections.slice(0, index).flatMap((section) => section.messages)
      const tail = sections.slice(index + 1).flatMap((section) => section.messages)
      const own = sections[index]?.messages ?? []
      const holds = (document: ReadonlyArray<Json.JsonObject>, before: Messages, after: Messages) => {
        const back = imported(definition, document, residue)
        assert.ok(back.every(Message.isMessage))
        same(back.slice(0, before.length), before, `${keep}: what comes before`)
        same(after.length === 0 ? [] : back.slice(-after.length), after, `${keep}: what comes after`)
        return back.slice(before.length, back.length - after.length)
      }
      if (index === middle) {
        const document: ReadonlyArray<Json.JsonObject> = value.toSpliced(at + run.length, 0, ...inserted)
        same(holds(document, [...head, ...own], tail), imported(definition, inserted), keep)
      }
      if (index === several) {
        const [alone] = imported(definition, inserted)
        const middle = holds(value.toSpliced(at + 1, 0, ...inserted), head, tail)
        assert.ok(
          middle.some((message) => isSame(message, alone)),
          `${keep}: what is put into a run`
        )
        for (const place of [0, run.length - 1]) holds(value.toSpliced(at + place, 1), head, tail)
      }
      at += run.length
    }
  }
}

/**
 * Law 5, edits: after an edit, the messages have the edited value; the messages before it are unchanged, and so are messages that may not be
 * sent.
 */
export const editable = (definition: Definition.Definition, messages: Messages): void => {
  if (!canSay(definition, messages)) return
  let renamed = 0
  definition.replayable?.(messages, (need) => (need === "tool" ? need : `${need}_${renamed++}`))
  const sections = Section.of(definition, messages, Inventor.of(messages))
  const exports = exported(definition, messages, "beside")
  for (const { at, document, isInvented } of Edit.of(exports)) {
    let place = 0
    const edited = sections.findIndex(({ run }) => (place += run.length) > at)
    // If the export replaced the id of a call and its result, they may be in two sections, and an edit of that id reaches one. And if a section is not
    // one message that is one element, nothing tells which part had which id.
    const section = sections[edited]
    if (renamed > 0 && (isInvented || section?.run.length !== 1 || section.messages.length !== 1)) continue
    const back = imported(definition, document, exports.residue)
    assert.ok(back.every(Message.isMessage))
    const again = exported(definition, back, "none").value
    // What is made up for the rest may have other numbers now.
    same(Edit.unnumbered(imported(definition, again)), Edit.unnumbered(imported(definition, document)))
    const rest = sections.flatMap(({ messages }, index) => (index < edited ? messages : []))
    same(back.slice(0, rest.length), rest, "the messages before the edited one")
    // Where the whole conversation decides what may be sent, such a message affects the decision.
    for (const index of definition.replayable === undefined ? [] : (section?.silent ?? []))
      assert.ok(
        back.some((message) => isSame(message, section?.messages[index])),
        "a message without an element is lost"
      )
  }
}

/** Law 6: whatever stands in the slots or the sidecar, the messages are canonical. */
export const hostile = (definition: Definition.Definition, messages: Messages, slot: Json.Json): void => {
  if (!canSay(definition, messages)) return
  const { residue, value } = exported(definition, messages, "beside")
  const attempts: Array<readonly [unknown, unknown]> = [
    [value, slot],
    [value, { version: 1, format: definition.name, runs: [slot] }],
    [
      value,
      { ...residue, runs: residue?.runs.map((run) => ({ ...run, ...(Json.isObject(slot) ? slot : {}), of: run.of })) }
    ]
  ]
  const { slot: place } = definition
  if (place !== undefined) {
    attempts.push([value.map((element) => place.put(element, slot)), undefined])
    const sidecar: Sidecar.Sidecar | undefined = residue
    attempts.push([
      value.map((element, index) => {
        const of = sidecar?.runs[index]?.of ?? ""
        return place.put(element, Json.isObject(slot) ? { ...slot, of } : slot)
      }),
      undefined
    ])
  }
  for (const [document, sidecar] of attempts)
    for (const message of imported(definition, document, sidecar))
      assert.ok(Message.isMessage(message), JSON.stringify(message))
}
