/** Every provider's messages in the canonical form, and the port over their clients. */
export * as Drift from "./Drift.js"
export * as FactoryDraft from "./FactoryDraft.js"
export * as Messages from "./Messages.js"
export * as Normalization from "./Normalization.js"
