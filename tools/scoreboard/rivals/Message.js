/** The path and the body of every rival's requests; the fault server answers on any path. */
export const path = "/v1/messages/m1"
export const body = { text: "hello" }
