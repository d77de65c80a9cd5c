namespace Injector.Profiles.Tests.Rules;

public sealed class ContainerRulesTests
{
    [Theory]
    [InlineData("imagePullPolicy: always", "is 'always'; did you mean 'Always'?")]
    [InlineData("resources: {limits: {memory: 64MB}}", "'64MB' is not a quantity")]
    [InlineData("resources: {requests: {memory: 64Mi}, limits: {memory: 32Mi}}", "requests more memory than the limit allows")]
    [InlineData("resources: {requests: {cpu: -1}}", "must not be negative")]
    [InlineData("resources: {limits: {memory: 128m}}", "write 128Mi")]
    [InlineData("resources: {requests: {ephemeral-storage: 1e-3}}", "is not a whole number of bytes")]
    [InlineData("resources: {requests: {example.com/gpu: 1}, limits: {example.com/gpu: 2}}", "must equal its limit")]
    [InlineData("securityContext: {runAsUser: 0}", "user 0 is root")]
    [InlineData("securityContext: {privileged: true}", "needs allowPrivilegeEscalation: true")]
    [InlineData("securityContext: {runAsUser: root}", "is text, not a whole number")]
    [InlineData("securityContext: {seccompProfile: {type: Localhost}}", "go together")]
    [InlineData("ports: [{containerPort: 0}]", "0 is not a port number")]
    [InlineData("ports: [{containerPort: 80, name: HTTP}]", "'HTTP' is not a port name")]
    [InlineData("ports: [{containerPort: 80, name: a--b}]", "'a--b' is not a port name")]
    [InlineData("ports: [{containerPort: 80, name: much-too-long-name}]", "is not a port name")]
    [InlineData("ports: [{containerPort: 80, name: a}, {containerPort: 81, name: a}]", "two ports of this container are called 'a'")]
    [InlineData("ports: [{containerPort: 80}, {containerPort: 80}]", "states port 80 twice")]
    [InlineData("ports: [{name: a}]", "the field 'containerPort' is missing; ContainerPort needs it")]
    [InlineData("env: [{name: 1A, value: x}]", "'1A' is not the name of an environment variable")]
    [InlineData("env: [{name: A=B, value: x}]", "is not the name of an environment variable")]
    [InlineData("env: [{name: A, value: x}, {name: A, value: y}]", "stands here a second time")]
    [InlineData("env: [{name: A, value: true}]", "put it in quotes")]
    [InlineData("env: [{name: A, value: x, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]", "exclude each other")]
    [InlineData("env: [{name: A, valueFrom: {}}]", "states no source")]
    [InlineData("env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.nam}}}]", "not a field that an environment variable can show")]
    [InlineData("env: [{name: A, valueFrom: {secretKeyRef: {key: a}}}]", "the field 'name' is missing")]
    [InlineData("envFrom: [{}]", "states no source")]
    [InlineData("livenessProbe: {periodSeconds: 3}", "states no handler")]
    [InlineData("livenessProbe: {exec: {command: [a]}, tcpSocket: {port: 1}}", "exclude each other")]
    [InlineData("livenessProbe: {tcpSocket: {port: 1}, successThreshold: 2}", "must be 1 in a livenessProbe")]
    [InlineData("readinessProbe: {tcpSocket: {port: 1}, terminationGracePeriodSeconds: 2}", "not allowed in a readinessProbe")]
    [InlineData("startupProbe: {tcpSocket: {port: 70000}}", "70000 is not a port number")]
    [InlineData("startupProbe: {tcpSocket: {port: web}}", "no port called 'web'")]
    [InlineData("startupProbe: {exec: {command: []}}", "the field 'command' is missing or empty")]
    [InlineData("startupProbe: {tcpSocket: {port: 1}, failureThreshold: -1}", "must not be negative")]
    [InlineData("lifecycle: {preStop: {}}", "states no handler")]
    [InlineData("command: sh", "is text, not a list")]
    [InlineData("tty: null", "has no value")]
    [InlineData("volumeMounts: [{name: data, mountPath: /x}]", "the profile has no volume 'data'; there are none")]
    [InlineData("stdin: 'true'", "is text, not true or false")]
    public void Are_those_of_the_API_server(string fields, string expected) => ProfileSource.ContainerError(fields).ShouldContain(expected);

    [Theory]
    [InlineData("volumeMounts: [{name: data, mountPath: x}]", "'x' is not a mount path")]
    [InlineData("volumeMounts: [{name: data, mountPath: '/x:y'}]", "is not a mount path")]
    [InlineData("volumeMounts: [{name: data, mountPath: /x}, {name: data, mountPath: /x/}]", "two mounts of this container have the path '/x'")]
    [InlineData("volumeMounts: [{name: data, mountPath: /x, subPath: ../y}]", "must be relative")]
    [InlineData("volumeMounts: [{name: data, mountPath: /}]", "no container can have a mount at '/'")]
    [InlineData("volumeMounts: [{name: data, mountPath: /proc/sys/}]", "no container can have a mount at '/proc/sys'")]
    [InlineData("volumeMounts: [{name: data, mountPath: /x, subPath: a, subPathExpr: b}]", "exclude each other")]
    [InlineData("volumeMounts: [{name: date, mountPath: /x}]", "the profile has no volume 'date'; did you mean 'data'?")]
    [InlineData("volumeMounts: [{name: data}]", "the field 'mountPath' is missing")]
    [InlineData("volumeMounts: [{name: data, mountPath: /x, recursiveReadOnly: Enabled}]", "needs readOnly: true")]
    [InlineData("volumeMounts: [{name: data, mountPath: /var/run, readOnly: true}]", "read-only mount at '/var/run' keeps the container from starting")]
    [InlineData("volumeMounts: [{name: data, mountPath: /var/, readOnly: true}]", "read-only mount at '/var' keeps the container from starting")]
    [InlineData("volumeMounts: [{name: data, mountPath: /run/secrets, readOnly: true}]", "mount what is needed below it instead")]
    public void Cover_mounts(string fields, string expected) =>
        ProfileSource.ContainerError(fields, more: "volumes: [{name: data, emptyDir: {}}]").ShouldContain(expected);

    [Theory]
    [InlineData("livenessProbe: {tcpSocket: {port: 1}}", "'livenessProbe' is not allowed on an init container that runs to its end")]
    [InlineData("lifecycle: {preStop: {sleep: {seconds: 1}}}", "'lifecycle' is not allowed")]
    [InlineData("resizePolicy: [{resourceName: cpu, restartPolicy: RestartContainer}]", "'RestartContainer' is not allowed")]
    public void Are_stricter_for_containers_that_run_to_their_end(string fields, string expected) =>
        ProfileSource.ContainerError(fields, "initContainers").ShouldContain(expected);

    [Theory]
    [InlineData("name: Helper\n      image: a", "'Helper' is not a container name")]
    [InlineData("name: helper", "the field 'image' is missing")]
    [InlineData("name: helper\n      image: 'a b'", "is not an image")]
    [InlineData("image: a", "the field 'name' is missing")]
    [InlineData("name: $(workload.name)\n      image: a", "must be constant")]
    public void Ask_for_a_name_and_an_image(string fields, string expected) =>
        ProfileSource.Error($"sidecars:\n  - container:\n      {fields}").ShouldContain(expected);

    [Fact]
    public void Let_a_mount_name_a_volume_of_the_pod_through_a_variable() => ProfileSource.Load(
        """
        parameters: [{name: data, type: string, default: data}]
        sidecars:
          - container: {name: helper, image: a, volumeMounts: [{name: $(params.data), mountPath: /x}]}
        """);
}
