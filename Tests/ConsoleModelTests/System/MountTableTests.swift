import Testing

@testable import ConsoleModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct MountTableTests {
    private let table = """
        22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
        36 22 0:49 / /mnt/my\\040share rw,relatime shared:17 master:3 - nfs4 server:/export rw,vers=4.2
        40 22 0:300 / /short -
        """

    @Test(arguments: [(0xFE01, "ext4"), (0x31, "nfs4"), (0x10002C, nil), (0x99, nil)] as [(UInt64, String?)])
    func theFileSystemIsThatOfTheDevice(device: UInt64, type: String?) {
        #expect(MountTable.fileSystem(ofDevice: device, in: table) == type)
    }

    @Test func theTemporaryDirectoryIsLocal() { #expect(!MountTable.isOnNetwork("/tmp")) }
}
