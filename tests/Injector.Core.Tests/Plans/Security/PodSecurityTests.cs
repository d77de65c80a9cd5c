using Injector.Grammar.Json;
using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Security;
using Injector.Core.Settings;
using Injector.Testing.Patching;
using Injector.Testing.Validation;

namespace Injector.Core.Tests.Plans.Security;

/// <summary>Holds what profiles add to the published controls: each by example, and all against a judge of whole pods.</summary>
public sealed class PodSecurityTests
{
    private static readonly Version Newest = new(1, 37);

    /// <summary>Versions in which something begins or ends, and their neighbours.</summary>
    private static readonly int[] Versions = [0, 7, 8, 18, 19, 21, 22, 23, 26, 27, 30, 31, 33, 34, 35, 37];

    /// <summary>What pods state for all their containers.</summary>
    private static readonly string[] PodFields =
    [
        "{}",
        "{securityContext: {runAsNonRoot: true}}",
        "{securityContext: {seccompProfile: {type: RuntimeDefault}}}",
        "{securityContext: {runAsNonRoot: true, seccompProfile: {type: Localhost, localhostProfile: a}}}",
        "{securityContext: {runAsUser: 1000}, hostUsers: true}",
        "{hostUsers: false}",
        "{hostUsers: false, securityContext: {runAsNonRoot: false, runAsUser: 0}}",
        "{securityContext: {seccompProfile: {type: Unconfined}, seLinuxOptions: {type: spc_t}}}",
    ];

    public static TheoryData<string, string, string, int, int> Broken
    {
        get
        {
            var data = new TheoryData<string, string, string, int, int>();
            foreach (var (part, text, needs, since, until) in PublishedControls.Broken)
            {
                data.Add(part, text, needs, since, until);
            }

            return data;
        }
    }

    public static TheoryData<string, string> Kept
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (part, text) in PublishedControls.Kept)
            {
                data.Add(part, text);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Denies_what_breaks_a_control_below_the_level_that_admits_it(string part, string text, string needs, int since, int until)
    {
        var profile = SecuredPod.Profile(part, text);
        foreach (var version in Versions)
        {
            var counts = version >= since && version < until;
            foreach (var level in new[] { "privileged", "baseline", "restricted" })
            {
                var admitted = level == "privileged" || (level == "baseline" && needs == "baseline") || !counts;
                var decision = SecuredPod.Inject(SecuredPod.Read(SecuredPod.Plain), profile, level, $"v1.{version}", Newest).Decision;
                var denied = decision as InjectionDecision.Deny;
                if (admitted && denied is not null)
                {
                    // An older version may have a control of its own for the same thing; then the message says another level.
                    denied.Message.ToString().ShouldNotContain($"needs pod security level {needs}", Case.Sensitive, $"{level} of v1.{version}");
                }
                else if (!admitted)
                {
                    denied.ShouldNotBeNull($"{level} of v1.{version}").Code.ShouldBe(ReasonCode.PodSecurity);
                    denied.Message.ToString().ShouldStartWith($"pod-security: profile own needs pod security level {needs} (");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public void Injects_what_keeps_all_controls(string part, string text)
    {
        foreach (var version in Versions)
        {
            SecuredPod.Inject(SecuredPod.Read(SecuredPod.Plain), SecuredPod.Profile(part, text), "restricted", $"v1.{version}", Newest)
                .Decision.ShouldBeOfType<InjectionDecision.Inject>($"v1.{version}");
        }
    }

    [Theory]
    [InlineData("sidecars")]
    [InlineData("initContainers")]
    public void Admits_exactly_what_leaves_a_pod_admitted_that_was_admitted_before(string kind)
    {
        var tried = 0;
        foreach (var (part, text) in PublishedControls.Broken.Select(row => (row.Part, row.Text)).Concat(PublishedControls.Kept))
        {
            if (kind == "initContainers" && part == "container" && !text.StartsWith("ports", StringComparison.Ordinal))
            {
                // Init containers that run to completion have neither probes nor hooks.
                continue;
            }

            var profile = SecuredPod.Profile(part, text, kind);
            foreach (var fields in PodFields)
            {
                var pod = With(SecuredPod.Read(SecuredPod.Plain), SecuredPod.Read(fields));
                var injected = Injected(pod, SecuredPod.Inject(pod, profile, "privileged"));
                foreach (var level in new[] { "baseline", "restricted" })
                {
                    foreach (var version in Versions.Where(version => PodSecurityStandards.Failed(pod, level, version).Count == 0))
                    {
                        tried++;
                        var admitted = SecuredPod.Inject(pod, profile, level, $"v1.{version}", Newest).Decision is InjectionDecision.Inject;
                        var failed = PodSecurityStandards.Failed(injected, level, version);
                        admitted.ShouldBe(failed.Count == 0, $"{part} {text}, pod {fields}, {level} of v1.{version}: {string.Join(", ", failed)}");
                    }
                }
            }
        }

        tried.ShouldBeGreaterThan(5000);
    }

    [Fact]
    public void Denies_a_container_that_an_annotation_of_the_pod_was_waiting_for()
    {
        var pod = SecuredPod.Read(SecuredPod.Plain);
        pod["metadata"]!["annotations"]!["container.seccomp.security.alpha.kubernetes.io/helper"] = "unconfined";

        SecuredPod.Inject(pod, SecuredPod.Profile("context", ""), "baseline", "v1.18").Decision
            .ShouldBeOfType<InjectionDecision.Deny>().Message.ToString().ShouldContain("container.seccomp.security.alpha.kubernetes.io/helper is \"unconfined\"");
        SecuredPod.Inject(pod, SecuredPod.Profile("context", ""), "baseline", "v1.19").Decision.ShouldBeOfType<InjectionDecision.Inject>();
    }

    [Theory]
    [InlineData(18, false, "restricted")]
    [InlineData(19, false, "baseline")]
    [InlineData(34, false, "baseline")]
    [InlineData(34, true, "restricted")]
    public void Asks_for_a_seccomp_profile_of_the_container_or_of_the_pod(int version, bool podHasOne, string needs)
    {
        // No profile can leave it out: it is filled in.
        var container = JsonNode.Parse("""{"name": "a", "securityContext": {"runAsNonRoot": true, "allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}}}""")!.AsObject();

        var need = SecurityNeed.Of(ContainerControls.Violations(new JsonDraftNode(null, 0, JsonConstant.Of(container))), version, new PodSecuritySettings(false, podHasOne, false));

        need.Level.Text().ShouldBe(needs);
    }

    [Fact]
    public void Judges_no_annotation_that_the_pod_has_already()
    {
        var pod = SecuredPod.Read(SecuredPod.Plain);
        pod["metadata"]!["annotations"]!["container.apparmor.security.beta.kubernetes.io/web"] = "runtime/default";

        SecuredPod.Inject(pod, SecuredPod.Profile("annotation", "container.apparmor.security.beta.kubernetes.io/web: unconfined"), "baseline")
            .Decision.ShouldBeOfType<InjectionDecision.Inject>();
    }

    [Theory]
    [InlineData("restricted", "latest", null, true)]
    [InlineData("restricted", "v1.22", null, false)]
    [InlineData("restricted", "v1.022", null, true)]
    [InlineData("restricted", "1.22", null, true)]
    [InlineData("restricted", "v1.99", "1.22", false)]
    [InlineData("restricted", null, "1.22", false)]
    [InlineData("restricted", null, "1.23", true)]
    [InlineData("Baseline", null, null, true)]
    [InlineData("baseline", null, null, false)]
    [InlineData(null, null, null, false)]
    public void Reads_level_and_version_as_the_API_server_does(string? level, string? version, string? cluster, bool denies)
    {
        // User 0 is forbidden since 1.23 by itself; before, runAsNonRoot alone says it, which the pod may state in the container's place.
        var profile = SecuredPod.Profile("context", "runAsNonRoot: $(params.never), runAsUser: $(params.user)");
        var pod = With(SecuredPod.Read(SecuredPod.Plain), SecuredPod.Read("{securityContext: {runAsNonRoot: true}}"));
        pod["metadata"]!["annotations"]!["own.injector.io/user"] = "0";

        var decision = SecuredPod.Inject(pod, profile, level, version, cluster is null ? null : Version.Parse(cluster)).Decision;

        (decision is InjectionDecision.Deny { Code: ReasonCode.PodSecurity }).ShouldBe(denies);
    }

    [Fact]
    public void Denies_a_volume_of_the_node_though_no_container_is_added()
    {
        const string Shared = """
            spec:
              description: Gives the application a folder of the node.
              volumes: [{name: node, hostPath: {path: /srv}}]
              application: {volumeMounts: [{name: node, mountPath: /srv}]}
            """;

        SecuredPod.Inject(SecuredPod.Read(SecuredPod.Plain), SecuredPod.Own(Shared), level: null).Decision
            .ShouldBeOfType<InjectionDecision.Deny>().Message.ToString().ShouldContain("(volume injector-node is a hostPath)");
    }

    private static JsonObject With(JsonObject pod, JsonObject fields)
    {
        foreach (var (name, value) in fields)
        {
            pod["spec"]![name] = value?.DeepClone();
        }

        return pod;
    }

    private static JsonNode Injected(JsonNode pod, InjectionResult result) =>
        JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;
}
