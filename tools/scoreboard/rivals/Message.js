/** What every rival asks for and sends; the fault server answers on any path. */
export const path = "/v1/messages/m1"
export const body = { text: "hello" }
