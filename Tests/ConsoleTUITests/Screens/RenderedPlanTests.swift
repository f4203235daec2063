import Testing

@testable import ConsoleTUI

/// A plan on a page: as it is meant to look, and nothing of it left out.
@Suite struct RenderedPlanTests {
    private func shown(_ lines: [String], width: Int = 60) -> [String] {
        RenderedPlan.lines(lines, first: 1, marked: 2, width: width).map { line in
            var text = line.text
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    @Test func headingsListsAndCodeLoseTheirSigns() {
        #expect(
            shown(["## Deploy **now**", "- [ ] Run `make` ~ 5 min", "  * see [docs](http://a.example/)", "> quoted", "---"]) == [
                "    1  Deploy now", "▸   2  [ ] Run make ~ 5 min", "    3    • see docs (http://a.example/)", "    4  ▏ quoted",
                "    5  " + String(repeating: "─", count: 40),
            ])
    }

    @Test func codeBlocksStayAsTheyAre() {
        #expect(
            shown(["```bash", "echo **no** | tee a_b_c", "```", "after"]) == [
                "    1  ╌╌ bash", "▸   2  echo **no** | tee a_b_c", "    3  ╌╌", "    4  after",
            ])
    }

    @Test func tablesStandInColumns() {
        #expect(
            shown(["| Metric | Limit |", "|---|:---:|", "| **p95** | 5s |", "| a \\| b |", "done"]) == [
                "    1  Metric │ Limit", "▸   2  ───────┼──────", "    3  p95    │ 5s", "    4  a | b  │", "    5  done",
            ])
    }

    @Test func wordsWithUnderscoresAndLoneSignsAreText() {
        #expect(shown(["a_b_c 2 * 3 * 4 `open *x", "<details>"]) == ["    1  a_b_c 2 * 3 * 4 `open *x", "▸   2  <details>"])
    }

    @Test(arguments: 8...40)
    func everyWordIsThereHoweverNarrowItIs(width: Int) {
        let text = RenderedPlan.lines(["- [x] **one** two `three` [four](five) six"], first: 1, marked: nil, width: width).map(\.text)
            .joined()
        for word in ["one", "two", "three", "four", "five", "six"] where width > 20 { #expect(text.contains(word)) }
        #expect(text.filter { $0 == "o" }.count == 3)
    }
}
