/** The lean exchange, which only Node can load. */
export * as UndiciExchange from "./exchange/UndiciExchange.js"
