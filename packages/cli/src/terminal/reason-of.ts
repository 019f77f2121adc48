const reasons: Record<string, string> = {
  EACCES: "permission is denied",
  EEXIST: "a file is in its place",
  EIO: "the terminal is closed",
  EISDIR: "it is a folder",
  ENOENT: "it does not exist",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of its path is a file",
  EPERM: "permission is denied",
  EPIPE: "its reader is gone",
  EROFS: "the file system is read-only",
};

/** Why a file could not be read or written, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  return (code && reasons[code]) ?? code ?? String(error);
}
