/** One name for a record of a database, whatever stands in either. */
export function recordName({ db, key }: { readonly db: string; readonly key: string }): string {
  return `${db.length}/${db}/${key}`;
}
