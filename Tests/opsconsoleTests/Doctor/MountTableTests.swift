import Testing

@testable import opsconsole

@Suite struct MountTableTests {
    private let table = MountTable(
        """
        22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
        40 22 0:35 / /srv rw,relatime shared:20 master:1 - nfs4 server:/srv rw
        41 40 254:1 / /srv/fast rw - xfs /dev/vdb rw
        42 22 0:36 / /mnt/with\\040blank rw - fuse.sshfs host:/ rw
        not a line

        """)

    @Test(arguments: [
        ("/home/dana", "ext4"), ("/srv", "nfs4"), ("/srv/launch", "nfs4"), ("/srv/fast/x", "xfs"), ("/srvelse", "ext4"),
        ("/mnt/with blank/x", "fuse.sshfs"),
    ]) func theNearestMountCounts(path: String, kind: String) {
        #expect(table.kind(of: path) == kind)
    }

    @Test func onlyFileSystemsOfOtherHostsAreRemote() {
        #expect(table.isRemote("/srv/launch"))
        #expect(table.isRemote("/mnt/with blank"))
        #expect(!table.isRemote("/srv/fast"))
        #expect(!MountTable("").isRemote("/"))
    }
}
