/** Where the bytes of evidence lie, named by their SHA-256. Putting the same bytes twice keeps one copy. */
export type BlobStore = {
  /** Returns the SHA-256 in lower-case hex. Throws where nothing can be written (disk full): nothing is half there. */
  put(bytes: Uint8Array): Promise<string>
  get(sha256: string): Promise<Uint8Array | null>
  has(sha256: string): Promise<boolean>
  /** Deletes the bytes for good (涂抹); nothing happens where there are none. */
  remove(sha256: string): Promise<void>
}
