/** The lean exchange: an entry of its own, because only Node can load it. */
export * as UndiciExchange from "./exchange/UndiciExchange.js"
