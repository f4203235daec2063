import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct DeploymentPresetTests {
    private func content(_ preset: DeploymentPreset, _ text: String) throws -> DeploymentContent { try preset.content(Array(text.utf8)) }

    private func deployment(_ spec: String = "", _ status: String) -> String {
        """
        {"kind": "Deployment", "metadata": {"generation": 4},
         "spec": {"replicas": 3\(spec), "template": {"spec": {"containers": [{"image": "registry.example:5000/shop/web:v1.5.0"}]}}},
         "status": {"observedGeneration": 4, \(status)}}
        """
    }

    @Test(
        arguments: [
            (#""replicas": 3, "updatedReplicas": 3, "availableReplicas": 3"#, "complete", 1, "3 of 3 available"),
            (#""replicas": 4, "updatedReplicas": 2, "availableReplicas": 3"#, "progressing", 2.0 / 3, "2 of 3 updated"),
            (#""replicas": 4, "updatedReplicas": 3, "availableReplicas": 3"#, "progressing", 1, "1 old still running"),
            (#""replicas": 3, "updatedReplicas": 3, "availableReplicas": 1"#, "progressing", 1.0 / 3, "1 of 3 available"),
            (#""replicas": 3"#, "progressing", 0, "0 of 3 updated"),
            (
                #""updatedReplicas": 1, "conditions": [{"type": "Progressing", "reason": "ProgressDeadlineExceeded", "message": "too late"}]"#,
                "failed", 0, "too late"
            ),
        ] as [(String, String, Double, String)])
    func kubernetesDeployments(status: String, word: String, progress: Double, message: String) throws {
        let content = try content(.kubernetes, deployment("", status))
        #expect(content == DeploymentContent(status: word, version: "v1.5.0", progress: progress, message: message))
    }

    @Test func aChangeTheControllerHasNotSeenIsNotComplete() throws {
        let text = deployment("", #""replicas": 3, "updatedReplicas": 3, "availableReplicas": 3"#)
            .replacing(#""generation": 4"#, with: #""generation": 5"#)
        #expect(try content(.kubernetes, text).status == "progressing")
    }

    @Test func kubernetesPausedAndScaledToNothing() throws {
        #expect(try content(.kubernetes, deployment(#", "paused": true"#, #""updatedReplicas": 1"#)).status == "paused")
        let none = try content(.kubernetes, #"{"kind": "Deployment", "spec": {"replicas": 0}, "status": {}}"#)
        #expect(none.status == "complete")
        #expect(none.progress == 1)
    }

    @Test func otherKubernetesWorkloads() throws {
        let daemons = #"{"kind": "DaemonSet", "status": {"desiredNumberScheduled": 4, "updatedNumberScheduled": 2, "numberAvailable": 4}}"#
        #expect(try content(.kubernetes, daemons).progress == 0.5)
        #expect(throws: Failure.self) { try content(.kubernetes, #"{"kind": "List", "items": []}"#) }
        #expect(throws: Failure.self) { try content(.kubernetes, "error: connection refused") }
    }

    @Test(
        arguments: [
            (
                #"{"spec": {"strategy": {"canary": {"steps": [1,2,3,4]}}}, "status": {"phase": "Paused", "message": "CanaryPauseStep", "currentStepIndex": 1}}"#,
                "paused", 0.25, "CanaryPauseStep"
            ),
            (#"{"spec": {"replicas": 4}, "status": {"phase": "Progressing", "updatedReplicas": 1}}"#, "progressing", 0.25, nil),
            (#"{"spec": {}, "status": {"phase": "Healthy"}}"#, "healthy", 1, nil),
            (#"{"status": {"phase": "Degraded", "abort": true, "message": "RolloutAborted"}}"#, "aborted", nil, "RolloutAborted"),
            (
                #"{"status": "Progressing", "step": "3/8", "message": "more replicas need to be updated"}"#, "progressing", 0.375,
                "more replicas need to be updated"
            ),
        ] as [(String, String, Double?, String?)])
    func argoRollouts(text: String, word: String, progress: Double?, message: String?) throws {
        let content = try content(.argoRollouts, text)
        #expect(content == DeploymentContent(status: word, progress: progress, message: message))
    }

    @Test(arguments: [
        ("ActiveState=active\nSubState=running\nResult=success\nStatusText=\n", "active", "running"),
        ("ActiveState=active\nSubState=running\nStatusText=serving 12 requests\n", "active", "serving 12 requests"),
        ("ActiveState=activating\nSubState=start\nResult=success\n", "starting", "start"),
        (
            "ActiveState=activating\nSubState=auto-restart\nResult=exit-code\nNRestarts=5\n", "restarting",
            "auto-restart, exit-code, restarted 5 times"
        ),
        ("ActiveState=failed\nSubState=failed\nResult=exit-code\n", "failed", "failed, exit-code"),
        ("ActiveState=inactive\nSubState=dead\n", "inactive", "dead"),
    ])
    func systemdUnits(text: String, word: String, message: String) throws {
        #expect(try content(.systemd, text) == DeploymentContent(status: word, message: message))
    }

    @Test func aMissingUnitIsAFailure() {
        #expect(throws: Failure(.missing, "there is no such unit")) {
            try content(.systemd, "LoadState=not-found\nActiveState=inactive\n")
        }
        #expect(throws: Failure.self) { try content(.systemd, "Unit web.service could not be found.") }
    }

    private static let web = #"{"Service": "web", "State": "running", "Health": "healthy", "Image": "web:v2", "ExitCode": 0}"#

    @Test(
        arguments: [
            ("[\(web)]", "complete", 1, "1 of 1 ready"),
            ("\(web)\n\(web)\n", "complete", 1, "2 of 2 ready"),
            (
                #"\#(web){"Service": "db", "State": "running", "Health": "starting", "Image": "db:v2"}"#.replacing("}{", with: "}\n{"),
                "starting", 0.5,
                "db is starting"
            ),
            (
                #"[\#(web), {"Service": "db", "State": "exited", "ExitCode": 137, "Image": "db:v2"}]"#, "failed", 0.5,
                "db is exited with exit code 137"
            ),
            (#"[\#(web), {"Service": "init", "State": "exited", "ExitCode": 0, "Image": "init:v2"}]"#, "complete", 1, "2 of 2 ready"),
        ] as [(String, String, Double, String)])
    func composeProjects(text: String, word: String, progress: Double, message: String) throws {
        let content = try content(.compose, text)
        #expect(content == DeploymentContent(status: word, version: "v2", progress: progress, message: message))
    }

    @Test func noContainersIsAFailure() {
        #expect(throws: Failure.self) { try content(.compose, "[]") }
        #expect(throws: Failure.self) { try content(.compose, "") }
    }

    @Test(arguments: [
        ("web:v1.5", "v1.5"), ("registry:5000/web", nil), ("registry:5000/a/web:1", "1"), ("web:v1@sha256:0123456789abcdef", "v1"),
        ("web@sha256:0123456789abcdef", "sha256:0123456789ab"),
    ])
    func versionsOfImages(image: String, version: String?) {
        #expect(DeploymentPreset.version(ofImage: image) == version)
    }
}
