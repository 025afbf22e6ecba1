/** What is made of the Messages port alone: whole conversations, batches, exports and copies. */
export {}
