/** Converts canonical conversations to the formats that tools speak, and back. */
export {}
