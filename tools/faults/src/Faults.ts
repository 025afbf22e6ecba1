/** Every fault by its name, in the order of docs/faults.json. */
import type { InjectedFault } from "./InjectedFault.js"
import { bytes } from "./faults/BytesFaults.js"
import { redirect } from "./faults/RedirectFaults.js"
import { size } from "./faults/SizeFaults.js"
import { status } from "./faults/StatusFaults.js"
import { time } from "./faults/TimeFaults.js"
import { transport } from "./faults/TransportFaults.js"

export const groups = {
  Transport: transport,
  Time: time,
  "Size and encoding": size,
  "Status and retry": status,
  Redirect: redirect,
  "Bytes to JSON to message": bytes
} as const

export const all = { ...transport, ...time, ...size, ...status, ...redirect, ...bytes } as const

export type Name = keyof typeof all

export const isName = (text: string): text is Name => Object.hasOwn(all, text)

export const names: ReadonlyArray<Name> = Object.keys(all).filter(isName)

export const get = (name: Name): InjectedFault => all[name]
