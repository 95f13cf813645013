type Entry = { idx: number; when: number; tag: string; breakpoints: boolean }

declare const migrations: { journal: { entries: Entry[] }; migrations: Record<string, string> }
export default migrations
