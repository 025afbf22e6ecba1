/** The exchange over an `HttpClient`, apart because only those who use it need `@effect/platform`. */
export * as HttpClientExchange from "./exchange/HttpClientExchange.js"
