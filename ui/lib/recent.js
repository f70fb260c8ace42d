// The codes used lately (their ids, never words), so that the picker offers them first.

const KEPT = "funn.recent-codes";
const MOST = 8;

/** Ids of the codes used lately, the last first. @returns {string[]} */
export function recentCodes() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/** Notes that these codes were used. @param {string[]} ids */
export function noteRecent(ids) {
  const list = [...ids, ...recentCodes().filter((id) => !ids.includes(id))].slice(0, MOST);
  localStorage.setItem(KEPT, JSON.stringify(list));
}
