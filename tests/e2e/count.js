// Ends a run as cargo's test harness does, so that `./dev test` adds up all runners alike.
export default class Count {
  onBegin(_config, suite) {
    this.suite = suite;
  }

  onEnd({ status }) {
    const outcomes = this.suite.allTests().map((test) => test.outcome());
    const failed = outcomes.filter((outcome) => outcome === "unexpected").length;
    const passed = outcomes.filter((outcome) => outcome === "expected" || outcome === "flaky").length;
    console.log(`test result: ${status === "passed" ? "ok" : "FAILED"}. ${passed} passed; ${failed} failed`);
  }
}
