import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct DeploymentContentTests {
    @Test(
        arguments: [
            ("0", 0), ("0.7", 0.7), ("1", 1), ("70", 0.7), ("100", 1), (#""70%""#, 0.7), (#""70 %""#, 0.7), (#""100%""#, 1),
            (#""0.7""#, 0.7),
            (#""7/10""#, 0.7), (#""3 / 4""#, 0.75), ("101", nil), ("-1", nil), (#""soon""#, nil), (#""1/0""#, nil), ("null", nil),
            ("true", nil),
            ("[70]", nil), ("1e400", nil),
        ] as [(String, Double?)])
    func progressIsReadAsPeopleWriteIt(json: String, expected: Double?) throws {
        var scale = ProgressScale()
        #expect(scale.progress(try JSONValue(json.utf8)) == expected)
    }

    @Test func oneSourceCountsOneWay() {
        var scale = ProgressScale()
        #expect(scale.progress(.number("40")) == 0.4)
        #expect(scale.progress(.number("1")) == 0.01)
        #expect(scale.progress(.string("1%")) == 0.01)
    }

    @Test(
        arguments: [
            (#""2026-11-21T14:02:11Z""#, 1_795_269_731_000), ("1795269731", 1_795_269_731_000), ("1795269731.5", 1_795_269_731_500),
            ("1795269731042", 1_795_269_731_042), (#""1795269731""#, 1_795_269_731_000), ("0", nil), ("-5", nil), (#""yesterday""#, nil),
            (#""2026-11-21T14:02:11""#, nil), ("1e300", nil), ("null", nil),
        ] as [(String, Int64?)])
    func timesAreRead(json: String, expected: Int64?) throws {
        #expect(Moment(try JSONValue(json.utf8)) == expected.map { Moment(milliseconds: $0) })
    }

    @Test func pointersSayWhereEverythingIs() throws {
        let fields = Deployment.Fields(status: "/s/0", version: nil, progress: "/p", updated: nil, message: "/m")
        var scale = ProgressScale()
        let content = try DeploymentContent(JSONValue(#"{"s": ["up"], "version": "x", "p": 50, "m": 3}"#.utf8), fields, scale: &scale)
        #expect(content == DeploymentContent(status: "up", progress: 0.5, message: "3"))
    }

    @Test func withoutStatusThereIsNoContent() {
        var scale = ProgressScale()
        #expect(throws: Failure(.parse, "no text at /status")) {
            try DeploymentContent(JSONValue(#"{"state": "up"}"#.utf8), Deployment.Fields(), scale: &scale)
        }
    }
}
