/** Runs `messages archive sync`. */
import { Archive, type SyncReport } from "@org/messages-archive"
import { Gate } from "@org/messages-conversations"
import { Print } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import type { Run } from "../../commandline/RunnableCommand.js"
import { UnfinishedSync } from "../../errors/ArchiveErrors.js"
import * as LongRun from "../../export/LongRun.js"
import * as Interruption from "../../Interruption.js"
import * as Note from "../../output/Note.js"
import * as OutputFormat from "../../output/OutputFormat.js"
import * as ArchivePlace from "../ArchivePlace.js"
import * as SyncCommand from "./SyncCommand.js"
import * as SyncProgress from "./SyncProgress.js"
import * as SyncRequest from "./SyncRequest.js"
import * as SyncTotal from "./SyncTotal.js"
import * as SyncText from "./SyncText.js"

/** The code of the command. A failure of one target does not end the others. */
export const run: Run = (given, backend) =>
  Effect.gen(function* () {
    const format = yield* OutputFormat.choose(given.value(SyncCommand.format))
    const { skipped, targets } = yield* SyncRequest.parse(given)
    LongRun.tune()
    const archive = yield* Archive
    const progress = yield* SyncProgress.make
    const gates = yield* Gate.makeAll({ onWait: progress.wait })
    const reports: Array<{ readonly target: string } & SyncReport.SyncReport> = []

    const one = ({ name, provider, target }: SyncRequest.NamedTarget) =>
      archive
        .sync(target, {
          full: given.value(SyncCommand.full),
          through: gates[provider].run,
          onProgress: (report) => progress.report(name, report)
        })
        .pipe(
          Effect.catchIf(
            (error) => error._tag !== "ArchiveFailure",
            (error) => Effect.succeed(SyncTotal.unread(name, error))
          ),
          progress.during,
          Effect.ensuring(progress.clear),
          Effect.tap((report) => {
            reports.push({ target: name, ...report })
            return format === "pretty" ? Print.text(SyncText.line(name, report)) : Effect.void
          })
        )

    yield* Interruption.resumable("sync", Effect.forEach(targets, one, { discard: true }), false)
    const total = SyncTotal.of(reports)
    const { faultCount, faults, ...counts } = total
    if (format === "json") yield* Print.json({ targets: reports, total: { ...counts, faultCount } })
    else if (reports.length > 1) yield* Print.text(SyncText.line("all", total))
    const [first, ...others] = skipped
    for (const { provider } of faults.length > 0 ? skipped : others) yield* Note.note(`${provider} was skipped.`)
    if (faults.length > 0) return yield* new UnfinishedSync({ faults, faultCount })
    if (first !== undefined) return yield* first
  }).pipe(Effect.provide(ArchivePlace.layer(given)), Effect.provide(backend))
