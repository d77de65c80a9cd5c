using System.Text;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;

namespace Injector.Core.Tests.Plans.Volumes;

/// <summary>Whether somebody is told that a sidecar may not be able to read what containers of other users write.</summary>
public sealed class UnreadableFilesTests
{
    private const string Mount = """ "volumeMounts": [{"name": "logs", "mountPath": "/var/log/app"}] """;

    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()) };

    [Theory]
    [InlineData("{}", """{"runAsUser": 0}""", "{}", "files that web writes as user 0")]
    [InlineData("{}", """{"runAsUser": 1001}""", """{"runAsUser": 1002}""", "files that agent writes as user 1002")]
    [InlineData("{}", "{}", """{"runAsUser": 1002}""", "files that agent writes as user 1002")]
    public void Names_the_container_and_its_user(string pod, string web, string agent, string expected) =>
        Warnings(pod, web, agent, "\"emptyDir\": {}").ShouldContain(warning => warning.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("{}", "{}", "{}", "\"emptyDir\": {}")]
    [InlineData("""{"runAsNonRoot": true}""", "{}", "{}", "\"emptyDir\": {}")]
    [InlineData("""{"runAsUser": 65534}""", "{}", "{}", "\"emptyDir\": {}")]
    [InlineData("""{"runAsUser": 1000, "fsGroup": 2000}""", "{}", "{}", "\"emptyDir\": {}")]
    [InlineData("""{"runAsUser": 1000}""", "{}", "{}", "\"persistentVolumeClaim\": {\"claimName\": \"c\", \"readOnly\": true}")]
    public void Says_nothing_where_all_can_be_read_or_nothing_is_known(string pod, string web, string agent, string volume) =>
        Warnings(pod, web, agent, volume).ShouldNotContain(warning => warning.Contains("files that", StringComparison.Ordinal));

    private static IEnumerable<string> Warnings(string pod, string web, string agent, string volume)
    {
        var json = $$"""
            {
              "metadata": {"annotations": {"injector.io/inject": "log-tail"} },
              "spec": {
                "securityContext": {{pod}},
                "volumes": [{"name": "logs", {{volume}} }],
                "initContainers": [{"name": "agent", "image": "a:1", "restartPolicy": "Always", "securityContext": {{agent}}, {{Mount}} }],
                "containers": [{"name": "web", "image": "w:1", "securityContext": {{web}}, {{Mount}} }]
              }
            }
            """;
        return SidecarInjector.Inject(new InjectionRequest { Pod = PodReader.Read(Encoding.UTF8.GetBytes(json)).Pod!, Namespace = "shop" }, Snapshot).Plan?.Warnings.Select(warning => warning.ToString()) ?? [];
    }
}
