import Foundation
import Testing

@testable import ConsoleModel

@Suite struct HeadStartTests {
    /// A sample that could not be read would make nothing ready, and nobody would notice.
    @Test func theSampleIsARecordAsTheJournalHasIt() throws {
        let event = try RecordCoding().event(from: Data(HeadStart.sampleBody.utf8))
        #expect(event == .engineStarted(pid: 0, host: ""))
        #expect(try RecordCoding().body(of: event) == HeadStart.sampleBody)
    }
}
