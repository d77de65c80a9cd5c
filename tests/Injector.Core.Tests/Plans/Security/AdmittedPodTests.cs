using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Settings;
using Injector.Testing.Catalogue;
using Injector.Testing.Golden;
using Injector.Testing.Patching;
using Injector.Testing.Validation;

namespace Injector.Core.Tests.Plans.Security;

/// <summary>A pod that its namespace admits is still admitted with what we add, or denied by us with the reason.</summary>
public sealed class AdmittedPodTests
{
    private const int Cases = 3000;

    private static readonly string[] Levels = ["baseline", "restricted"];
    private static readonly string[] Sound = ["runAsNonRoot: true", "allowPrivilegeEscalation: false", "capabilities: {drop: [ALL]}", "seccompProfile: {type: RuntimeDefault}"];
    private static readonly string[] Odd =
    [
        "runAsUser: 0", "runAsUser: 2000", "runAsNonRoot: false", "privileged: true", "procMount: Unmasked", "appArmorProfile: {type: Unconfined}",
        "seLinuxOptions: {type: spc_t}", "capabilities: {add: [NET_ADMIN]}", "seccompProfile: {type: Unconfined}", "readOnlyRootFilesystem: true",
    ];

    [Theory]
    [MemberData(nameof(GoldenCases.Names), MemberType = typeof(GoldenCases))]
    public void Stays_admitted_in_every_case(string name)
    {
        var golden = GoldenCase.Load(name);
        foreach (var level in Levels)
        {
            var facts = golden.Snapshot.Namespaces.Find(golden.Namespace);
            facts = facts with { Labels = facts.Labels.SetItem("pod-security.kubernetes.io/enforce", level) };
            var result = golden.Inject(golden.Pod, golden.Snapshot with { Namespaces = NamespaceDirectory.Create([facts]) });
            ExpectAdmitted(golden.Pod, result, level, (golden.KubernetesVersion ?? new Version(1, 34)).Minor);
        }
    }

    [Fact]
    public void Stays_admitted_whatever_it_says_of_its_security()
    {
        var random = new Random(34);
        var requests = CataloguePod.SinglesAndPairs.ToArray();
        var evaluated = 0;
        for (var i = 0; i < Cases; i++)
        {
            var pod = CataloguePod.Requesting(requests[random.Next(requests.Length)]);
            var spec = pod["spec"]!;
            spec["securityContext"] = Context(random);
            spec["hostUsers"] = random.Next(3) == 0 ? random.Next(2) == 0 : null;
            foreach (var container in spec["containers"]!.AsArray().Concat(spec["initContainers"]!.AsArray()))
            {
                container!["securityContext"] = Context(random);
            }

            foreach (var level in Levels)
            {
                var minor = random.Next(29, 38);
                evaluated += ExpectAdmitted(pod, CataloguePod.Inject(pod, new Version(1, minor), level), level, minor) ? 1 : 0;
            }
        }

        evaluated.ShouldBeGreaterThan(Cases / 5);
    }

    private static bool ExpectAdmitted(JsonNode pod, InjectionResult result, string level, int minor)
    {
        if (result.Decision is not InjectionDecision.Inject || PodSecurityStandards.Failed(pod, level, minor).Count > 0)
        {
            return false;
        }

        var injected = JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;
        PodSecurityStandards.Failed(injected, level, minor).ShouldBeEmpty($"{level} of v1.{minor}: {pod.ToJsonString()}");
        return true;
    }

    private static JsonNode? Context(Random random)
    {
        if (random.Next(8) == 0)
        {
            return null;
        }

        var context = new JsonObject();
        foreach (var field in Sound.Where(_ => random.Next(10) > 0).Concat(Odd.Where(_ => random.Next(15) == 0)))
        {
            foreach (var (name, value) in SecuredPod.Read($"{{{field}}}"))
            {
                context[name] = value?.DeepClone();
            }
        }

        return context;
    }
}
