/** Runs `messages copy`. */
import { Copy, CopyPlan, Gate } from "@org/messages-conversations"
import { CopyJournals } from "@org/messages-conversations/node"
import { type Address, ConversationRef, Message, MessageError, Messages } from "@org/messages-core"
import { type Command, Escape, Print, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { randomUUID } from "node:crypto"
import { join } from "node:path"
import type { Run } from "../commandline/RunnableCommand.js"
import { RefusedCopy } from "../errors/KeepFailure.js"
import * as FileName from "../export/FileName.js"
import * as Interruption from "../Interruption.js"
import * as Note from "../output/Note.js"
import * as Counted from "../output/Counted.js"
import * as OutputFormat from "../output/OutputFormat.js"
import * as CopyCommand from "./CopyCommand.js"
import * as CopyProgress from "./CopyProgress.js"
import * as PlanText from "./PlanText.js"
import * as StateFolder from "./StateFolder.js"

/** The code of the command. */
export const run: Run = (given, backend) =>
  // The sandbox has an environment of its own, in which no folder is set.
  Effect.flatMap(StateFolder.path, (state) => Effect.provide(copy(given, state), backend))

const copy = (given: Command.Given, state: string) =>
  Effect.gen(function* () {
    const format = yield* OutputFormat.choose(given.value(CopyCommand.format))
    const [source, target] = yield* places(given)
    const peers = yield* peersOf(given)
    const split = given.value(CopyCommand.split)
    const isDry = given.value(CopyCommand.dryRun)
    const urls = yield* availableUrls(source, target)
    const progress = yield* CopyProgress.make
    const gate = ({ provider }: Address.ConversationAddress) =>
      Gate.make({ onWait: (milliseconds) => progress.wait(provider, milliseconds) })
    const through = (yield* gate(source)).run
    const throughPost = (yield* gate(target)).run

    const plan = yield* CopyPlan.make(source, target.provider, { peers, split, copy: "plan", through }).pipe(
      progress.during,
      Effect.ensuring(progress.clear)
    )
    const planText = PlanText.of(source.ref, target.ref, plan)
    if (isDry) yield* format === "json" ? Print.json(plan) : Print.prose(() => `${planText}\n`)
    else yield* Note.note(planText)
    if (plan.problems.length > 0) return yield* new RefusedCopy({ problems: plan.problems })
    if (isDry) return

    const path = given.value(CopyCommand.journal) ?? journalPath(state, source, target, urls)
    const copied = yield* Copy.run(source, target, CopyJournals.at(path), {
      peers,
      split,
      name: Effect.sync(randomUUID),
      resume: given.value(CopyCommand.resume),
      through,
      throughPost,
      onPost: (confirmed) => progress.posted(confirmed, plan.posts)
    }).pipe(progress.during, Effect.ensuring(progress.clear), (copying) => Interruption.resumable("copy", copying))
    const done = `${Counted.number(copied.posts)} posted to ${Escape.line(target.ref)}\n`
    yield* format === "json" ? Print.json({ ...copied, journal: path, plan }) : Print.prose(() => done)
  })

const places = (given: Command.Given) =>
  Effect.gen(function* () {
    const source = yield* ConversationRef.parse(given.argument)
    const target = yield* ConversationRef.parse(given.second ?? "")
    if (source.ref === target.ref)
      return yield* new UsageError({ problem: "A conversation cannot be copied into itself", command: "copy" })
    return [source, target] as const
  })

const peersOf = (given: Command.Given) =>
  Effect.map(
    Effect.forEach(given.value(CopyCommand.peer), (text) => {
      const mark = text.indexOf("=")
      const [role, name] = [text.slice(0, Math.max(0, mark)), text.slice(mark + 1)]
      return name !== "" && roles.has(role)
        ? Effect.succeed([role, name] as const)
        : Effect.fail(
            new UsageError({
              problem: `--peer takes a role and a name, such as user=alice, not ${JSON.stringify(text)}`,
              advice: `The roles are ${[...roles].join(", ")}`,
              command: "copy"
            })
          )
    }),
    (peers) => new Map(peers)
  )

const roles: ReadonlySet<string> = new Set(Message.Role.literals)

/** The base URLs of both. A provider that is not configured ends the command before anything is read. */
const availableUrls = (...addresses: ReadonlyArray<Address.ConversationAddress>) =>
  Effect.gen(function* () {
    const messages = yield* Messages.Messages
    const providers = yield* messages.providers
    return yield* Effect.forEach(addresses, ({ provider }) => {
      const found = providers.find((availability) => availability.provider === provider)
      return found?.missing === undefined
        ? Effect.succeed(found?.url ?? "")
        : Effect.fail(new MessageError.NotConfigured({ provider, variable: found.missing }))
    })
  })

const journalPath = (
  state: string,
  source: Address.ConversationAddress,
  target: Address.ConversationAddress,
  urls: ReadonlyArray<string>
) => {
  const name = `${FileName.of(source.ref).slice(0, 60)}-${FileName.of(target.ref).slice(0, 60)}`
  const hash = FileName.hash(JSON.stringify([source.ref, target.ref, ...urls]))
  return join(state, "copies", `${name}-${hash}.ndjson`)
}
