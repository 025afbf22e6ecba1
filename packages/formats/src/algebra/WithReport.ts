/** The result of an export, with a report that is computed when it is first read. */
import type { Report } from "./Report.js"
import type { Sidecar } from "./residue/Sidecar.js"

/** The value, what is kept beside it if there is something, and the report. */
export const make = <Value>(value: Value, report: () => Report, residue?: Sidecar): WithReport<Value> =>
  new WithReport(value, report, residue)

/**
 * A class, because V8 makes a hidden class for every object that has a getter of its own. Hidden classes live in the old generation, so all
 * that the getter holds would stay until a search of the whole heap.
 */
class WithReport<Value> {
  readonly value: Value
  declare readonly residue?: Sidecar
  readonly #compute: () => Report
  #report: Report | undefined

  constructor(value: Value, compute: () => Report, residue: Sidecar | undefined) {
    this.value = value
    this.#compute = compute
    if (residue !== undefined) this.residue = residue
  }

  get report(): Report {
    return (this.#report ??= this.#compute())
  }

  /** JSON of it has the report, as every other property. */
  toJSON(): object {
    const { report, residue, value } = this
    return { value, ...(residue !== undefined && { residue }), report }
  }
}
