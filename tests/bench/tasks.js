// What keeps the page from answering: tasks of 50 ms and more, which is what browsers call long.

/** Runs in the page: `longestTask()` tells the longest since it was asked last, in milliseconds; 0 for none. */
export function noteTasks() {
  let longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: "longtask" });
  window.longestTask = () => {
    const before = longest;
    longest = 0;
    return before;
  };
}
