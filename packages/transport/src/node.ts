/** The fast exchange for Node. It has its own entry point, because only Node can load it. */
export * as UndiciExchange from "./exchange/UndiciExchange.js"
