/** The exchange over an `HttpClient`. It has its own entry point, because only programs that use it need `@effect/platform`. */
export * as HttpClientExchange from "./exchange/HttpClientExchange.js"
