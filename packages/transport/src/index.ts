/** The one HTTP policy of the provider clients. */
export * as BaseUrl from "./BaseUrl.js"
export * as Policy from "./Policy.js"
export * as Settings from "./Settings.js"
export * as Shape from "./Shape.js"
export * as Transport from "./Transport.js"
